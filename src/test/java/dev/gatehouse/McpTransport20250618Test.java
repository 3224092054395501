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

/** Streamable HTTP of 2025-06-18: the version header comes, batches go, results have structure. */
class McpTransport20250618Test {
  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint();

  private static final String HEADER = "MCP-Protocol-Version";

  @ParameterizedTest
  @ValueSource(strings = {"1900-01-01", "2025-06-18x", "garbage", "2025-06-18, 2025-06-18"})
  void refuses_a_version_that_it_does_not_speak(String version) {
    for (String method : new String[] {"ping", "tools/call", "tools/list"}) {
      Reply reply = mcp.post(request(1, method, Map.of()), HEADER, version);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(
              reply.json().getJsonObject("error").getJsonObject("data").getJsonArray("supported"))
          .contains("2025-06-18");
    }
  }

  @Test
  void refuses_it_for_a_notification_too() {
    var notification =
        new JsonObject().put("jsonrpc", "2.0").put("method", "notifications/initialized");
    assertThat(mcp.post(notification, HEADER, "1900-01-01").status()).isEqualTo(400);
    assertThat(mcp.post(notification, HEADER, "2025-06-18").status()).isEqualTo(202);
  }

  @Test
  void refuses_two_versions() {
    Reply reply =
        mcp.post(request(1, "ping", Map.of()), HEADER, "2025-06-18", HEADER, "2025-11-25");
    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void answers_wrong_arguments_with_an_error() {
    Reply reply = mcp.post(call("echo", Map.of()), HEADER, "2025-06-18");
    assertThat(reply.errorCode()).isEqualTo(-32602);
    assertThat(reply.errorMessage()).contains("/message is missing");
  }

  @Test
  void ignores_headers_of_a_later_revision() {
    Reply reply = mcp.post(
        call("whoami", Map.of()), HEADER, "2025-06-18", "Mcp-Name", "add_note", "Mcp-Method", "x");
    assertThat(reply.text()).contains("you are alice");
  }

  @Test
  void gives_structure_that_matches_the_output_schema() {
    mcp.notes.add("alice", "one");
    Reply reply = mcp.post(call("read_notes", Map.of()), HEADER, "2025-06-18");
    assertThat(reply.result().getJsonObject("structuredContent"))
        .isEqualTo(new JsonObject("{\"user_id\":\"alice\",\"notes\":[\"one\"]}"));
  }
}
