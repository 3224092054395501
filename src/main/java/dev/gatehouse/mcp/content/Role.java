package dev.gatehouse.mcp.content;

import java.util.Locale;

/** Whose turn of a conversation a message is; MCP "Role". */
public enum Role {
  USER,
  ASSISTANT;

  /** As it stands in messages. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
