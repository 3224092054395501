package dev.gatehouse.mcp.call;

import dev.gatehouse.mcp.client.Capability;
import io.vertx.core.json.JsonObject;
import java.util.function.Predicate;

/**
 * A question to the client in the words of the protocol.
 *
 * @param capability what the client must have declared
 * @param method of the request
 * @param params of the request; empty where there are none
 * @param fits whether a result is an answer to it
 */
public record ClientQuestion(
    Capability capability, String method, JsonObject params, Predicate<JsonObject> fits) {
  /** The request without its envelope. */
  public JsonObject toJson() {
    return new JsonObject().put("method", method).put("params", params);
  }
}
