package dev.gatehouse.mcp.jsonrpc;

import dev.gatehouse.json.LineSeparators;
import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.json.StrictJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Messages from and to the wire; JSON-RPC 2.0 §4 and §5. What is not exactly one message is refused, with its id where that could be read. */
public final class MessageCodec {
  private static final String VERSION = "2.0";
  private static final int LARGEST_BATCH = 50;

  private MessageCodec() {}

  /** Reads one message; throws {@link RpcException}. */
  public static Message decode(Buffer body) {
    try {
      return message(StrictJson.BODY.object(body));
    } catch (MalformedJsonException malformed) {
      throw refused(malformed);
    }
  }

  /** Whether the bytes are an array, as a batch is. */
  public static boolean isBatch(Buffer body) {
    for (int i = 0; i < body.length(); i++) {
      byte next = body.getByte(i);
      if (next != ' ' && next != '\t' && next != '\r' && next != '\n') {
        return next == '[';
      }
    }
    return false;
  }

  /** Reads a batch, MCP 2025-03-26 "Batching"; throws {@link RpcException} unless each of its messages is one. */
  public static List<Message> decodeBatch(Buffer body) {
    try {
      List<JsonObject> objects = StrictJson.BODY.objects(body);
      if (objects.isEmpty() || objects.size() > LARGEST_BATCH) {
        throw invalid(RequestId.NONE, "a batch has 1 to " + LARGEST_BATCH + " messages");
      }
      return objects.stream().map(MessageCodec::message).toList();
    } catch (MalformedJsonException malformed) {
      throw refused(malformed);
    }
  }

  /** A response with a result that is JSON text already. */
  public static String success(RequestId id, String result) {
    return message("\"id\":" + id.json() + ",\"result\":" + result);
  }

  /** A response with an error; without {@code id} where that could not be read. */
  public static String failure(RequestId id, RpcError error) {
    String echoed = id.known() ? "\"id\":" + id.json() + "," : "";
    return message(echoed + "\"error\":" + error.toJson().encode());
  }

  /** A request of the server. */
  public static String request(RequestId id, String method, JsonObject params) {
    return message("\"id\":" + id.json() + "," + called(method, params));
  }

  /** A notification of the server. */
  public static String notification(String method, JsonObject params) {
    return message(called(method, params));
  }

  // Every message of the server is made here, whatever carries it.
  private static String message(String members) {
    return LineSeparators.escape("{\"jsonrpc\":\"2.0\"," + members + "}");
  }

  private static String called(String method, JsonObject params) {
    String rest = params.isEmpty() ? "" : ",\"params\":" + params.encode();
    return "\"method\":\"" + method + "\"" + rest;
  }

  private static RpcException refused(MalformedJsonException malformed) {
    return switch (malformed.kind()) {
      case NOT_JSON -> RpcException.of(RequestId.NONE, ErrorCode.PARSE_ERROR, malformed.fault());
      case BEYOND_LIMITS -> invalid(RequestId.NONE, malformed.fault());
      case NOT_AN_OBJECT ->
        invalid(
            RequestId.NONE,
            "send one JSON-RPC message as a JSON object: batches were removed from MCP in 2025-06-18");
    };
  }

  private static Message message(JsonObject json) {
    RequestId id = id(json);
    if (!VERSION.equals(json.getValue("jsonrpc"))) {
      throw invalid(id, "member 'jsonrpc' must be \"2.0\"");
    }
    boolean answers = json.containsKey("result") || json.containsKey("error");
    if (json.containsKey("method")) {
      if (answers) {
        throw invalid(id, "a message has a method, or a result, or an error: not two of them");
      }
      return call(id, json);
    }
    if (!answers || json.containsKey("result") == json.containsKey("error")) {
      throw invalid(id, "a message has a method, or a result, or an error");
    }
    return new Message.Response(id, json);
  }

  private static Message call(RequestId id, JsonObject json) {
    if (!(json.getValue("method") instanceof String method)) {
      throw invalid(id, "member 'method' must be a string");
    }
    JsonObject params = params(id, json);
    return id.known()
        ? new Message.Request(id, method, params)
        : new Message.Notification(method, params);
  }

  private static JsonObject params(RequestId id, JsonObject json) {
    if (!json.containsKey("params")) {
      return new JsonObject();
    }
    if (json.getValue("params") instanceof JsonObject params) {
      return params;
    }
    throw RpcException.of(id, ErrorCode.INVALID_PARAMS, "member 'params' must be an object");
  }

  private static RequestId id(JsonObject json) {
    if (!json.containsKey("id")) {
      return RequestId.NONE;
    }
    Object id = json.getValue("id");
    if (!RequestId.legal(id)) {
      throw invalid(
          RequestId.NONE, "member 'id' must be an integer, or a string of up to 1000 characters");
    }
    return RequestId.of(id);
  }

  private static RpcException invalid(RequestId id, String message) {
    return RpcException.of(id, ErrorCode.INVALID_REQUEST, message);
  }
}
