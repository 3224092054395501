/**
 * {@code gatehouse doctor <mcp-url>}: walks the authorization of any MCP server as a client would, and says of each step what was found,
 * what would be right, and where that is written.
 *
 * <p>It knows nothing of our own servers: what it says of them it would say of any other. It follows only URLs that a client may follow
 * (https, or http on loopback), follows no redirect, reads a bounded part of each answer, and writes nothing anywhere unless it was allowed
 * to register a client. One thread, one request after the other: the JDK's HTTP client is all it takes.
 */
@NullMarked
package dev.gatehouse.doctor;

import org.jspecify.annotations.NullMarked;
