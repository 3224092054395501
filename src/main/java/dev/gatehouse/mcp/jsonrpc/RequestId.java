package dev.gatehouse.mcp.jsonrpc;

import io.vertx.core.json.Json;
import java.math.BigInteger;

/**
 * The id of a request, a string or an integer, echoed exactly; JSON-RPC 2.0 §4 and MCP "Requests" (never null, never a fraction).
 *
 * @param json the id as JSON text; empty where there is none
 */
public record RequestId(String json) {
  /** Of a message whose id could not be read, or that has none. */
  public static final RequestId NONE = new RequestId("");

  /** Whether this id may go into an answer. */
  public boolean known() {
    return !json.isEmpty();
  }

  static boolean legal(Object value) {
    return value instanceof String
        || value instanceof Integer
        || value instanceof Long
        || value instanceof BigInteger;
  }

  static RequestId of(Object value) {
    if (!legal(value)) {
      throw new IllegalStateException("an id is a string or an integer");
    }
    return new RequestId(Json.encode(value));
  }
}
