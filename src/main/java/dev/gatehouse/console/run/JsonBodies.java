package dev.gatehouse.console.run;

import dev.gatehouse.handshake.Exchange;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Reads bodies that are JSON objects; whatever else is an empty one. */
public final class JsonBodies {
  private JsonBodies() {}

  /** The body of the request. */
  public static JsonObject request(Exchange exchange) {
    return object(exchange.request().body().json());
  }

  /** The body of the answer; of a stream the last message. */
  public static JsonObject answer(Exchange exchange) {
    List<String> events = exchange.answer().events().first();
    return object(
        events.isEmpty() ? exchange.answer().body().json() : events.get(events.size() - 1));
  }

  /** The JSON-RPC method, or {@code Mcp-Method} where the body was not read; empty where there is none. */
  public static String method(Exchange exchange) {
    String inBody = string(request(exchange), "method");
    return inBody.isEmpty() ? exchange.request().header("mcp-method") : inBody;
  }

  /** The tool that is called; empty where none is. */
  public static String tool(Exchange exchange) {
    return string(object(request(exchange), "params"), "name");
  }

  /** A member that is a string; empty where it is not. */
  public static String string(JsonObject object, String name) {
    return object.getValue(name) instanceof String text ? text : "";
  }

  /** A member that is an object; an empty one where it is not. */
  public static JsonObject object(JsonObject object, String name) {
    return object.getValue(name) instanceof JsonObject inner ? inner : new JsonObject();
  }

  private static JsonObject object(String json) {
    if (!json.startsWith("{")) {
      return new JsonObject();
    }
    try {
      return new JsonObject(json);
    } catch (DecodeException e) {
      return new JsonObject(); // cut in the middle
    }
  }
}
