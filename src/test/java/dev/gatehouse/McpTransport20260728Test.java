package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.McpEndpoint.Reply;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streamable HTTP of 2026-07-28: no handshake; each request carries its version and mirrors itself in headers. */
class McpTransport20260728Test {
  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint();

  private static final String VERSION = "2026-07-28";
  private static final String PREFIX = "io.modelcontextprotocol/";

  @Test
  void refuses_a_request_without_metadata() {
    Reply reply = mcp.post(
        McpEndpoint.request(1, "tools/list", Map.of()), headers(VERSION, "tools/list", ""));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo(-32602);
    assertThat(reply.json().getInteger("id")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"protocolVersion", "clientCapabilities"})
  void refuses_a_request_without_a_required_field(String field) {
    var message = modern("tools/list", Map.of());
    meta(message).remove(PREFIX + field);
    Reply reply = mcp.post(message, headers(VERSION, "tools/list", ""));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo(-32602);
    assertThat(reply.errorMessage()).contains(field);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-28, v999, -32020",
    "2025-11-25, 2026-07-28, -32020",
    "'', 2026-07-28, -32020",
    "v999, v999, -32022",
    "1900-01-01, 1900-01-01, -32022",
    "2025-11-25, 2025-11-25, -32022"
  })
  void refuses_versions_that_differ_or_that_it_does_not_speak(
      String header, String body, int code) {
    var message = modern("tools/list", Map.of());
    meta(message).put(PREFIX + "protocolVersion", body);
    Reply reply = mcp.post(message, headers(header, "tools/list", ""));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo(code);
  }

  @Test
  void names_the_versions_that_it_speaks() {
    var message = modern("tools/list", Map.of());
    meta(message).put(PREFIX + "protocolVersion", "1900-01-01");
    var data = mcp.post(message, headers("1900-01-01", "tools/list", ""))
        .json()
        .getJsonObject("error")
        .getJsonObject("data");
    assertThat(data.getString("requested")).isEqualTo("1900-01-01");
    assertThat(data.getJsonArray("supported")).startsWith(VERSION, "2025-11-25");
    assertThat(discovered().getJsonArray("supportedVersions"))
        .isEqualTo(data.getJsonArray("supported"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', whoami",
    "tools/list, whoami",
    "Tools/Call, whoami",
    "tools/call, ''",
    "tools/call, greet",
    "tools/call, Whoami",
    "tools/call, =?base64?Z3JlZXQ=?=",
    "tools/call, =?base64?%%%?=",
    "tools/call, =?base64?/w==?=",
    "tools/call, =?BASE64?d2hvYW1p?="
  })
  void refuses_headers_that_do_not_mirror_the_body(String method, String name) {
    Reply reply =
        mcp.post(modern("tools/call", Map.of("name", "whoami")), headers(VERSION, method, name));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo(-32020);
    assertThat(reply.json().containsKey("result")).isFalse();
  }

  @Test
  void refuses_a_header_that_is_given_twice() {
    Reply reply = mcp.post(
        modern("tools/call", Map.of("name", "whoami")),
        "MCP-Protocol-Version",
        VERSION,
        "Mcp-Method",
        "tools/call",
        "Mcp-Name",
        "whoami",
        "Mcp-Name",
        "add_note");
    assertThat(reply.errorCode()).isEqualTo(-32020);
  }

  @Test
  void never_runs_a_tool_under_the_name_of_another() {
    Reply reply = mcp.post(
        token("nora", "notes:read notes:write"),
        modern("tools/call", Map.of("name", "add_note", "arguments", Map.of("note", "hi")))
            .encode(),
        headers(VERSION, "tools/call", "read_notes"));
    assertThat(reply.errorCode()).isEqualTo(-32020);
    assertThat(mcp.notes.of("nora")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"whoami", " whoami ", "=?base64?d2hvYW1p?="})
  void decodes_a_name_before_it_compares(String name) {
    Reply reply = mcp.post(
        modern("tools/call", Map.of("name", "whoami")),
        "mcp-protocol-version",
        VERSION,
        "MCP-METHOD",
        "tools/call",
        "mcp-name",
        name);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).startsWith("you are alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "initialize",
        "ping",
        "logging/setLevel",
        "resources/subscribe",
        "resources/unsubscribe",
        "unknown/method"
      })
  void answers_methods_that_are_gone_with_404(String method) {
    Reply reply = mcp.post(modern(method, Map.of()), headers(VERSION, method, ""));
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.errorCode()).isEqualTo(-32601);
    assertThat(reply.json().getInteger("id")).isEqualTo(1);
  }

  @Test
  void answers_an_unknown_tool_with_an_error() {
    Reply reply = mcp.post(
        modern("tools/call", Map.of("name", "nope")), headers(VERSION, "tools/call", "nope"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.errorCode()).isEqualTo(-32602);
  }

  @Test
  void holds_the_scope_check() {
    Reply reply = mcp.post(
        token("ray", "notes:read"),
        modern("tools/call", Map.of("name", "add_note", "arguments", Map.of("note", "hi")))
            .encode(),
        headers(VERSION, "tools/call", "add_note"));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.header("WWW-Authenticate")).contains("insufficient_scope");
    assertThat(mcp.notes.of("ray")).isEmpty();
  }

  @Test
  void discovers() {
    JsonObject result = discovered();
    assertThat(result.getString("resultType")).isEqualTo("complete");
    assertThat(result.getJsonObject("capabilities").fieldNames())
        .containsExactly("tools", "logging");
    assertThat(
            result.getJsonObject("_meta").getJsonObject(PREFIX + "serverInfo").getString("name"))
        .isEqualTo("gatehouse");
    assertThat(result.getInteger("ttlMs")).isNotNegative();
    assertThat(result.getString("cacheScope")).isEqualTo("public");
  }

  @Test
  void lists_tools_with_caching_hints() {
    JsonObject result = mcp.post(modern("tools/list", Map.of()), headers(VERSION, "tools/list", ""))
        .result();
    assertThat(result.getJsonArray("tools")).hasSize(6);
    assertThat(result.getInteger("ttlMs")).isNotNegative();
    assertThat(result.getString("resultType")).isEqualTo("complete");
  }

  @Test
  void needs_no_client_info_and_ignores_a_session_id() {
    var message = modern("tools/call", Map.of("name", "whoami"));
    meta(message).remove(PREFIX + "clientInfo");
    Reply reply = mcp.post(
        message,
        "MCP-Protocol-Version",
        VERSION,
        "Mcp-Method",
        "tools/call",
        "Mcp-Name",
        "whoami",
        "Mcp-Session-Id",
        "x");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.result().getString("resultType")).isEqualTo("complete");
    assertThat(reply.header("Mcp-Session-Id")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}}"
      })
  void ignores_a_session_id_beside_a_notification(String notification) {
    String alice = token("alice", McpEndpoint.ALL);
    assertThat(mcp.post(
                alice, notification, "MCP-Protocol-Version", VERSION, "Mcp-Session-Id", "left-over")
            .status())
        .isEqualTo(202);
    assertThat(mcp.post(
                alice, notification.replace("2026-07-28", "2025-11-25"), "Mcp-Session-Id", "gone")
            .status())
        .isEqualTo(notification.contains("_meta") ? 202 : 404);
  }

  // "Version Negotiation" is by the body: a client that named in the header what it speaks best
  // learns from the answer what is spoken here; an error would be the end of it.
  @ParameterizedTest
  @ValueSource(strings = {"2026-07-28", "2025-06-18", "2024-10-07", "1900-01-01", "v999"})
  void negotiates_initialize_by_its_body_whatever_the_header_names(String header) {
    var initialize = McpEndpoint.request(1, "initialize", Map.of("protocolVersion", "2025-11-25"));
    Reply reply = mcp.post(initialize, "MCP-Protocol-Version", header);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.result().getString("protocolVersion")).isEqualTo("2025-11-25");
    assertThat(reply.header("Mcp-Session-Id")).isNotEmpty();
  }

  @Test
  void refuses_initialize_that_claims_to_be_of_a_revision_without_it() {
    Reply reply = mcp.post(modern("initialize", Map.of()), headers(VERSION, "initialize", ""));
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.errorCode()).isEqualTo(-32601);
  }

  @Test
  void serves_a_bare_initialize_as_the_older_revisions_have_it() {
    Reply reply =
        mcp.post(McpEndpoint.request(1, "initialize", Map.of("protocolVersion", "2025-11-25")));
    assertThat(reply.result().getString("protocolVersion")).isEqualTo("2025-11-25");
  }

  private static JsonObject discovered() {
    return mcp.post(modern("server/discover", Map.of()), headers(VERSION, "server/discover", ""))
        .result();
  }

  private static String[] headers(String version, String method, String name) {
    return new String[] {"MCP-Protocol-Version", version, "Mcp-Method", method, "Mcp-Name", name};
  }

  private static JsonObject meta(JsonObject message) {
    return message.getJsonObject("params").getJsonObject("_meta");
  }

  private static JsonObject modern(String method, Map<String, Object> params) {
    var message = McpEndpoint.request(1, method, params);
    message.put("params", message.getJsonObject("params").copy());
    message
        .getJsonObject("params")
        .put(
            "_meta",
            new JsonObject()
                .put(PREFIX + "protocolVersion", VERSION)
                .put(PREFIX + "clientInfo", new JsonObject().put("name", "t").put("version", "1"))
                .put(PREFIX + "clientCapabilities", new JsonObject()));
    return message;
  }
}
