package dev.gatehouse.mcp.client;

/**
 * A directory or file that a client works in; MCP "Roots".
 *
 * @param uri {@code file://…}
 * @param name for people; empty where there is none
 */
public record Root(String uri, String name) {}
