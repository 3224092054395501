package dev.gatehouse.mcp.client;

import io.vertx.core.json.JsonObject;

/**
 * What a person did with a question; MCP "ElicitResult".
 *
 * @param action accepted, declined, or closed without a choice
 * @param content the fields that were filled in; they match the schema of the form. Empty unless accepted
 */
public record ElicitationResult(Action action, JsonObject content) {
  /** What the person chose. */
  public enum Action {
    ACCEPT,
    DECLINE,
    CANCEL
  }

  public boolean accepted() {
    return action == Action.ACCEPT;
  }
}
