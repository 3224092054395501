package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.call;
import static dev.gatehouse.McpEndpoint.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.McpEndpoint.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streamable HTTP of 2025-11-25: what is wrong with arguments is for the model to read (SEP-1303). */
class McpTransport20251125Test {
  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint();

  private static final String HEADER = "MCP-Protocol-Version";
  private static final String VERSION = "2025-11-25";

  @Test
  void answers_wrong_arguments_with_a_result_that_says_what_would_be_right() {
    Reply reply = mcp.post(call("echo", Map.of("message", 5, "admin", true)), HEADER, VERSION);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.result().getBoolean("isError")).isTrue();
    assertThat(reply.text())
        .isEqualTo("invalid arguments for tool 'echo': /message must be a string, not a number; "
            + "/admin is not an argument of this tool (it takes message, repeat_count)");
  }

  @Test
  void answers_an_unknown_tool_with_an_error() {
    Reply reply = mcp.post(call("no_such_tool", Map.of()), HEADER, VERSION);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.errorCode()).isEqualTo(-32602);
    assertThat(reply.errorMessage()).contains("unknown tool 'no_such_tool'");
  }

  @Test
  void knows_no_session_that_it_never_gave_out() {
    Reply reply = mcp.post(
        request(1, "ping", Map.of()), HEADER, VERSION, "Mcp-Session-Id", "chosen-by-the-client");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Mcp-Session-Id")).isEmpty();
  }
}
