package dev.gatehouse.mcp.jsonrpc;

import io.vertx.core.json.JsonObject;

/**
 * The error of a response; JSON-RPC 2.0 §5.1.
 *
 * @param code one of the registered codes
 * @param message public: says what was wrong and what would be right
 * @param data empty where there is none
 */
public record RpcError(ErrorCode code, String message, JsonObject data) {
  public static RpcError of(ErrorCode code, String message) {
    return new RpcError(code, message, new JsonObject());
  }

  JsonObject toJson() {
    var json = new JsonObject().put("code", code.number()).put("message", message);
    return data.isEmpty() ? json : json.put("data", data);
  }
}
