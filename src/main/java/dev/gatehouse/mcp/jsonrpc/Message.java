package dev.gatehouse.mcp.jsonrpc;

import io.vertx.core.json.JsonObject;

/** One JSON-RPC message; MCP "Messages". */
public sealed interface Message {
  /** Wants an answer. Without parameters they are an empty object. */
  record Request(RequestId id, String method, JsonObject params) implements Message {}

  /** Wants none, and causes nothing that a caller could want to know the outcome of. */
  record Notification(String method, JsonObject params) implements Message {}

  /** The answer to a request of the server: its body has {@code result} or {@code error}. */
  record Response(RequestId id, JsonObject body) implements Message {}
}
