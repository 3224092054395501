package dev.gatehouse.mcp.registry;

import io.vertx.core.json.JsonObject;

/** Whether what a person filled in matches the schema of the form; MCP "Elicitation": both parties should validate. */
public final class AnswerCheck {
  private final ArgumentCheck check;

  public AnswerCheck(JsonObject schema) {
    this.check = new ArgumentCheck("elicitation", schema);
  }

  public boolean accepts(JsonObject content) {
    return check.complaint(content).isEmpty();
  }
}
