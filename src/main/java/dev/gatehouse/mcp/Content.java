package dev.gatehouse.mcp;

/** A piece of what a tool answers; MCP "Tool Result". */
public sealed interface Content {
  /** Text for a model or a person to read. */
  record Text(String text) implements Content {}
}
