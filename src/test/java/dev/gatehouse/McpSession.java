package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.McpEndpoint.Reply;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** A client of one of the older revisions, after {@code initialize}. */
record McpSession(McpEndpoint mcp, String token, String id, String version) {
  /** Of alice with every scope, who can do all that a client can do. */
  static McpSession open(McpEndpoint mcp) {
    return open(mcp, McpEndpoint.token("alice", McpEndpoint.ALL + " mcp.write"), "2025-11-25");
  }

  static McpSession open(McpEndpoint mcp, String token, String version) {
    var capabilities =
        new JsonObject("{\"sampling\":{},\"roots\":{},\"elicitation\":{\"form\":{},\"url\":{}}}");
    var initialize = McpEndpoint.request(
        0,
        "initialize",
        Map.of(
            "protocolVersion",
            version,
            "capabilities",
            capabilities,
            "clientInfo",
            new JsonObject().put("name", "test").put("version", "1")));
    Reply reply = mcp.post(token, initialize.encode());
    assertThat(reply.status()).isEqualTo(200);
    return new McpSession(mcp, token, reply.header("Mcp-Session-Id"), version);
  }

  Reply post(JsonObject message) {
    return post(message.encode());
  }

  Reply post(String body) {
    return mcp.post(token, body, headers());
  }

  /** A request whose answer is read as a stream. */
  McpStream stream(JsonObject message) {
    return stream(message.encode());
  }

  McpStream stream(String message) {
    return McpStream.open(
        mcp.request("/mcp", token, headers()).POST(BodyPublishers.ofString(message)));
  }

  /** The stream for what belongs to no request. */
  McpStream listen() {
    return McpStream.open(mcp.request("/mcp", token, headers()).GET());
  }

  McpStream resume(String lastEventId) {
    return McpStream.open(mcp.request("/mcp", token, headers())
        .header("Last-Event-ID", lastEventId)
        .GET());
  }

  Reply end() {
    return mcp.send(mcp.request("/mcp", token, headers()).DELETE());
  }

  /** Answers a request of the server. */
  Reply answer(JsonObject question, JsonObject result) {
    return post(new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", question.getValue("id"))
        .put("result", result));
  }

  private String[] headers() {
    return new String[] {
      "Mcp-Session-Id", id,
      "MCP-Protocol-Version", version,
      "Accept", "application/json, text/event-stream"
    };
  }
}
