package dev.gatehouse.mcp.prompt;

/** Something to fill in; MCP "PromptArgument". Its value is always text. */
public record PromptArgument(String name, String description, boolean required) {}
