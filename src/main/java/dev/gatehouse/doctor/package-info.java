/**
 * {@code gatehouse doctor <mcp-url>}: walks the authorization of any MCP server as a client would, and says of each step what was found,
 * what would be right, and where that is written.
 *
 * <p>It knows nothing of our own servers: what it says of them it would say of any other. It follows only URLs that a client may follow:
 * https on the internet; on this computer or a private network only where the MCP URL is there itself; to the addresses that were checked.
 * It follows no redirect, reads a bounded part of each answer, and writes nothing anywhere unless it was allowed to register a client. Each
 * finding names who has to mend it: whoever sent what is wrong. One thread, one request after the other.
 */
@NullMarked
package dev.gatehouse.doctor;

import org.jspecify.annotations.NullMarked;
