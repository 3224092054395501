package dev.gatehouse.mcp.jsonrpc;

import io.vertx.core.json.Json;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The id of a request, a string or an integer, echoed exactly; JSON-RPC 2.0 §4 and MCP "Requests" (never null, never a fraction).
 *
 * @param json the id as JSON text; empty where there is none
 */
public record RequestId(String json) {
  /** It is kept while the request is under way, and stands in each message about it. */
  private static final int LONGEST = 1000;

  /** Of a message whose id could not be read, or that has none. */
  public static final RequestId NONE = new RequestId("");

  /** The id as a value of a JSON object. */
  public Object value() {
    return Json.decodeValue(json);
  }

  /** Whether this id may go into an answer. */
  public boolean known() {
    return !json.isEmpty();
  }

  /** Whether the value may be an id: not a text of more than a thousand characters. */
  public static boolean legal(@Nullable Object value) {
    return (value instanceof String text && text.length() <= LONGEST)
        || value instanceof Integer
        || value instanceof Long
        || value instanceof BigInteger;
  }

  /** Of a string or an integer. */
  public static RequestId of(Object value) {
    if (!legal(value)) {
      throw new IllegalStateException("an id is a string or an integer");
    }
    return new RequestId(Json.encode(value));
  }
}
