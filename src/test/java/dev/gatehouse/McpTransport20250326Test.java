package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.call;
import static dev.gatehouse.McpEndpoint.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.McpEndpoint.Reply;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streamable HTTP of 2025-03-26: no version header, and initialize first. */
class McpTransport20250326Test {
  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint();

  @Test
  void refuses_initialize_without_a_version() {
    Reply reply = mcp.post(request(1, "initialize", Map.of()));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.errorCode()).isEqualTo(-32602);
    assertThat(reply.errorMessage()).contains("protocolVersion");
  }

  @Test
  void answers_an_unknown_method_with_200() {
    Reply reply = mcp.post(request("x", "server/discover", Map.of()));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.errorCode()).isEqualTo(-32601);
    assertThat(reply.json().getString("id")).isEqualTo("x");
  }

  @Test
  void answers_wrong_arguments_with_an_error() {
    Reply reply = mcp.post(call("echo", Map.of("message", "a", "repeat_count", 11)));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.errorCode()).isEqualTo(-32602);
    assertThat(reply.errorMessage())
        .isEqualTo("invalid arguments for tool 'echo': /repeat_count must be 10 or less");
  }

  @Test
  void refuses_a_cursor_that_was_never_given_out() {
    assertThat(mcp.post(request(1, "tools/list", Map.of("cursor", "x"))).errorCode())
        .isEqualTo(-32602);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
  void agrees_to_each_older_revision(String version) {
    assertThat(initialized(version).getString("protocolVersion")).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-07-28", "1900-01-01", "", "x"})
  void offers_the_newest_of_them_instead_of_any_other(String version) {
    assertThat(initialized(version).getString("protocolVersion")).isEqualTo("2025-11-25");
  }

  @Test
  void introduces_itself() {
    JsonObject result = initialized("2025-03-26");
    assertThat(result.getJsonObject("serverInfo").getString("name")).isEqualTo("gatehouse");
    assertThat(result.getJsonObject("capabilities").fieldNames())
        .containsExactly("tools", "logging");
    assertThat(result.getString("instructions")).isNotEmpty();
  }

  @Test
  void accepts_a_notification_and_a_response_with_202_and_no_body() {
    Reply notification =
        mcp.post(new JsonObject().put("jsonrpc", "2.0").put("method", "notifications/initialized"));
    Reply response = mcp.post(
        new JsonObject().put("jsonrpc", "2.0").put("id", 1).put("result", new JsonObject()));
    assertThat(notification.status()).isEqualTo(202);
    assertThat(notification.http().body()).isEmpty();
    assertThat(response.status()).isEqualTo(202);
  }

  @Test
  void lists_the_tools_in_the_same_order_each_time() {
    Reply reply = mcp.post(request(1, "tools/list", Map.of()));
    assertThat(reply.result().getJsonArray("tools"))
        .extracting(tool -> ((JsonObject) tool).getString("name"))
        .containsExactly("whoami", "greet", "echo", "read_notes", "add_note", "admin_purge");
    assertThat(mcp.post(request(1, "tools/list", Map.of())).http().body())
        .isEqualTo(reply.http().body());
  }

  @Test
  void describes_each_tool_with_a_schema() {
    var tools = mcp.post(request(1, "tools/list", Map.of())).result().getJsonArray("tools");
    assertThat(tools).allSatisfy(tool -> {
      var json = (JsonObject) tool;
      assertThat(json.getString("description")).isNotEmpty();
      assertThat(json.getJsonObject("inputSchema").getString("type")).isEqualTo("object");
    });
    assertThat(tools.getJsonObject(2).getJsonObject("inputSchema")).isEqualTo(new JsonObject("""
                {"type": "object",
                 "properties": {
                   "message": {"type": "string", "description": "Message to echo", "minLength": 1, "maxLength": 10000},
                   "repeat_count": {"type": "integer", "description": "Number of times to repeat the message",
                     "minimum": 1, "maximum": 10, "default": 3}},
                 "required": ["message"], "additionalProperties": false}"""));
  }

  @Test
  void calls_a_tool_without_arguments() {
    Reply reply = mcp.post(request(1, "tools/call", Map.of("name", "whoami")));
    assertThat(reply.result().getBoolean("isError")).isFalse();
  }

  private static JsonObject initialized(String version) {
    return mcp.post(request(
            0,
            "initialize",
            Map.of(
                "protocolVersion",
                version,
                "capabilities",
                new JsonObject(),
                "clientInfo",
                new JsonObject().put("name", "test").put("version", "1"))))
        .result();
  }
}
