package dev.gatehouse;

import dev.gatehouse.McpEndpoint.Reply;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

/** A client of 2026-07-28: each request carries its metadata, and mirrors itself in headers. */
record McpModern(McpEndpoint mcp, String token, JsonObject capabilities) {
  private static final String VERSION = "2026-07-28";
  private static final String PREFIX = "io.modelcontextprotocol/";

  /** Of alice with every scope, who can do all that a client can do. */
  static McpModern of(McpEndpoint mcp) {
    return new McpModern(
        mcp,
        McpEndpoint.token("alice", McpEndpoint.ALL + " mcp.write"),
        new JsonObject("{\"sampling\":{},\"roots\":{},\"elicitation\":{\"form\":{},\"url\":{}}}"));
  }

  McpModern as(String otherToken) {
    return new McpModern(mcp, otherToken, capabilities);
  }

  McpModern able(String declared) {
    return new McpModern(mcp, token, new JsonObject(declared));
  }

  Reply call(String tool, JsonObject more) {
    return post("tools/call", new JsonObject().put("name", tool).mergeIn(more));
  }

  Reply post(String method, JsonObject params, String... headers) {
    return mcp.post(token, message(method, params).encode(), headers(method, params, headers));
  }

  McpStream stream(String method, JsonObject params) {
    return McpStream.open(mcp.request("/mcp", token, headers(method, params))
        .header("Accept", "application/json, text/event-stream")
        .POST(BodyPublishers.ofString(message(method, params).encode())));
  }

  private JsonObject message(String method, JsonObject params) {
    var meta = new JsonObject()
        .put(PREFIX + "protocolVersion", VERSION)
        .put(PREFIX + "clientCapabilities", capabilities);
    var own = params.getJsonObject("_meta", new JsonObject());
    return new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", 7)
        .put("method", method)
        .put("params", params.copy().put("_meta", meta.mergeIn(own)));
  }

  private static String[] headers(String method, JsonObject params, String... more) {
    List<String> headers =
        new ArrayList<>(List.of("MCP-Protocol-Version", VERSION, "Mcp-Method", method));
    String name = params.getString("name", params.getString("uri", ""));
    headers.addAll(List.of("Mcp-Name", name));
    headers.addAll(List.of(more));
    return headers.toArray(String[]::new);
  }
}
