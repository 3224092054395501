package dev.gatehouse.mcp.client;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What the model of a client answered; MCP "CreateMessageResult".
 *
 * @param model its name, as the client gives it
 * @param stopReason why it stopped; empty where the client does not say
 * @param content the pieces of the answer as they came, one or several
 */
public record SamplingResult(String model, String stopReason, JsonArray content) {
  /** The first piece of text; empty where there is none. */
  public String text() {
    return content.stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(piece -> piece.getValue("text") instanceof String)
        .map(piece -> piece.getString("text"))
        .findFirst()
        .orElse("");
  }
}
