/**
 * What a server may ask of its client, and what the client answers: elicitation, sampling, roots, log messages.
 */
@NullMarked
package dev.gatehouse.mcp.client;

import org.jspecify.annotations.NullMarked;
