package dev.gatehouse.mcp.feature;

import dev.gatehouse.mcp.jsonrpc.ErrorCode;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import dev.gatehouse.mcp.jsonrpc.RpcException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the parameters of a request; what does not fit is {@code -32602} with what would be right. */
public final class RequestParams {
  private static final int LONGEST = 128;

  private RequestParams() {}

  /** A parameter that must be a string. */
  public static String string(Request request, String name, String what) {
    if (request.params().getValue(name) instanceof String value) {
      return value;
    }
    throw invalid(request, "params." + name + " must be " + what);
  }

  /** A parameter that must be an object where it is given. */
  static JsonObject object(Request request, String name) {
    if (!request.params().containsKey(name)) {
      return new JsonObject();
    }
    if (request.params().getValue(name) instanceof JsonObject value) {
      return value;
    }
    throw invalid(request, "params." + name + " must be an object");
  }

  /** An object of strings. */
  static Map<String, String> strings(Request request, String name, JsonObject json) {
    var strings = new LinkedHashMap<String, String>();
    for (String key : json.fieldNames()) {
      if (!(json.getValue(key) instanceof String value)) {
        throw invalid(request, "params." + name + " must be an object of strings");
      }
      strings.put(key, value);
    }
    return strings;
  }

  public static RpcException invalid(Request request, String message) {
    return RpcException.of(request.id(), ErrorCode.INVALID_PARAMS, message);
  }

  /** What a client wrote, fit to be repeated. */
  static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
