package dev.gatehouse.mcp.era;

import dev.gatehouse.mcp.Principal;

/**
 * What a transport knows about a message besides the message.
 *
 * @param headers what came beside it
 * @param principal who sent it
 */
public record Exchange(Headers headers, Principal principal) {}
