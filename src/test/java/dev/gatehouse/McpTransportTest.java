package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.call;
import static dev.gatehouse.McpEndpoint.request;
import static dev.gatehouse.McpEndpoint.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.McpEndpoint.Reply;
import dev.gatehouse.handshake.Outcome;
import dev.gatehouse.handshake.Step;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streamable HTTP, what all revisions share: the order of the checks, the scopes, what strangers send. */
class McpTransportTest {
  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint(Misbehaving.tools());

  private static final String READER = token("ray", "notes:read");

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "DELETE", "PUT"})
  void challenges_every_method_without_a_token(String method) {
    for (String path : new String[] {"/mcp", "/mcp/"}) {
      Reply reply = mcp.send(mcp.request(path, "").method(method, BodyPublishers.noBody()));
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer resource_metadata=");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "https://evil.example", "http://localhost.evil.example"})
  void refuses_a_foreign_page_before_it_asks_for_a_token(String origin) {
    for (String path : new String[] {"/mcp", "/mcp/", "/"}) {
      Reply reply =
          mcp.send(mcp.request(path, "", "Origin", origin).POST(BodyPublishers.ofString("{}")));
      assertThat(reply.status()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mcp", "/mcp/", "/"})
  void answers_a_preflight_without_a_token(String path) {
    Reply reply = mcp.send(mcp.request(
            path,
            "",
            "Origin",
            "http://localhost:6274",
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization,content-type,mcp-method")
        .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(reply.status()).isBetween(200, 204);
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:6274");
  }

  @Test
  void checks_the_token_before_the_body() {
    assertThat(mcp.post("", "[[[").status()).isEqualTo(401);
    assertThat(mcp.post("", "x".repeat(2 << 20)).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"GET, 'POST, OPTIONS'", "DELETE, 'POST, OPTIONS'", "PUT, 'GET, POST, DELETE, OPTIONS'"
  })
  void answers_other_methods_with_405_outside_of_a_session(String method, String allowed) {
    Reply reply = mcp.send(mcp.request("/mcp", READER, "Accept", "text/event-stream")
        .method(method, BodyPublishers.noBody()));
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mcp", "/mcp/", "/"})
  void answers_alike_on_each_path_and_redirects_none(String path) {
    Reply reply = mcp.send(mcp.request(path, READER)
        .POST(BodyPublishers.ofString(request(1, "ping", Map.of()).encode())));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.http().body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void challenges_a_client_that_opens_a_stream_on_the_bare_origin() {
    assertThat(
            mcp.send(mcp.request("/", "", "Accept", "text/event-stream").GET()).status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "application/jsonp", "text/json", ""
      })
  void refuses_other_content_types(String type) {
    Reply reply = mcp.post(READER, request(1, "ping", Map.of()).encode(), "Content-Type", type);
    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.errorMessage()).contains("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "identity, gzip"})
  void refuses_a_compressed_body(String coding) {
    Reply reply =
        mcp.post(READER, request(1, "ping", Map.of()).encode(), "Content-Encoding", coding);
    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.header("Accept-Encoding")).isEqualTo("identity");
    assertThat(reply.errorMessage()).contains("compressed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "text/html",
        "application/json",
        "text/event-stream",
        "application/json, text/event-stream"
      })
  void is_lenient_about_accept(String accept) {
    assertThat(mcp.post(request(1, "ping", Map.of()), "Accept", accept).status())
        .isEqualTo(200);
  }

  @Test
  void accepts_a_charset() {
    assertThat(mcp.post(
                request(1, "ping", Map.of()), "Content-Type", "Application/JSON; charset=utf-8")
            .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "null", "1", "\"x\"", "[]", "{", "{\"id\":1}"})
  void refuses_what_is_not_a_message(String body) {
    Reply reply = mcp.post(READER, body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isIn(-32700, -32600);
    assertThat(reply.json().containsKey("result")).isFalse();
  }

  @Test
  void refuses_a_body_beyond_the_limit() {
    Reply reply = mcp.post(READER, " ".repeat((1 << 20) + 1));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.errorMessage()).contains("1048576");
  }

  @Test
  void refuses_a_tool_whose_scope_is_missing_and_says_how_to_get_it() {
    Reply reply = mcp.post(
        READER, call("add_note", Map.of("note", "hi")).put("id", "seven").encode());
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.json().getString("id")).isEqualTo("seven");
    assertThat(reply.errorCode()).isEqualTo(-32602);
    assertThat(reply.errorMessage())
        .isEqualTo(
            "403 forbidden: tool 'add_note' requires scope 'notes:write'; token scopes are ['notes:read']");
    assertThat(reply.header("WWW-Authenticate"))
        .startsWith("Bearer error=\"insufficient_scope\"")
        .contains("scope=\"notes:read notes:write\"", "resource_metadata=\"");
    assertThat(mcp.notes.of("ray")).isEmpty();
  }

  @Test
  void lets_a_reader_reach_exactly_one_of_the_notes_tools() {
    assertThat(mcp.post(READER, call("read_notes", Map.of()).encode()).status()).isEqualTo(200);
    assertThat(mcp.post(READER, call("add_note", Map.of()).encode()).status()).isEqualTo(403);
    assertThat(mcp.post(READER, call("admin_purge", Map.of()).encode()).status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"notes:readx", "xnotes:read", "NOTES:READ", "notes:*", "notes:read,notes:write", ""
      })
  void matches_scopes_exactly(String scope) {
    assertThat(
            mcp.post(token("ray", scope), call("read_notes", Map.of()).encode()).status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add_note ",
        "ADD_NOTE",
        "add_note\u0000",
        "add\u200b_note",
        "./add_note",
        "constructor",
        "__proto__",
        ""
      })
  void knows_tools_by_their_exact_name(String name) {
    Reply reply = mcp.post(READER, call(name, Map.of("note", "hi")).encode());
    assertThat(reply.errorCode()).isEqualTo(-32602);
    assertThat(reply.errorMessage()).startsWith("unknown tool");
    assertThat(mcp.notes.of("ray")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ray, bob, notes:read, read_notes", "ray, bob, notes:write, add_note"})
  void refuses_another_persons_notes(String subject, String other, String scope, String tool) {
    var arguments = tool.equals("add_note")
        ? Map.<String, Object>of("user_id", other, "note", "hi")
        : Map.<String, Object>of("user_id", other);
    Reply reply = mcp.post(token(subject, scope), call(tool, arguments).encode());
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.errorMessage()).contains("requires scope 'admin:notes'");
    assertThat(mcp.notes.of(other)).isEmpty();
  }

  @Test
  void lets_an_administrator_reach_another_persons_notes() {
    mcp.notes.add("carol", "buy milk");
    assertThat(mcp.post(call("read_notes", Map.of("user_id", "carol"))).text())
        .isEqualTo("buy milk");
    assertThat(mcp.post(call("admin_purge", Map.of("user_id", "carol"))).text())
        .isEqualTo("purged all notes for carol");
    assertThat(mcp.notes.of("carol")).isEmpty();
  }

  @Test
  void never_runs_a_tool_for_a_notification() {
    var notification = call("add_note", Map.of("note", "hi"));
    notification.remove("id");
    Reply reply = mcp.post(token("nora", "notes:write"), notification.encode());
    assertThat(reply.status()).isEqualTo(400);
    assertThat(mcp.notes.of("nora")).isEmpty();
  }

  @Test
  void never_runs_a_batch() {
    var body = "[" + call("read_notes", Map.of()).encode() + ","
        + call("add_note", Map.of("note", "hi")).encode() + "]";
    assertThat(mcp.post(token("nora", McpEndpoint.ALL), body).status()).isEqualTo(400);
    assertThat(mcp.notes.of("nora")).isEmpty();
  }

  @Test
  void is_not_fooled_by_a_name_that_stands_twice() {
    var twice = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
        + "{\"name\":\"%s\",\"arguments\":{\"note\":\"hi\"},\"name\":\"%s\"}}";
    assertThat(mcp.post(READER, twice.formatted("read_notes", "add_note")).status())
        .isEqualTo(400);
    assertThat(mcp.post(READER, twice.formatted("add_note", "read_notes")).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"x\"", "1"})
  void refuses_arguments_that_are_no_object(String arguments) {
    var body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
        + "{\"name\":\"whoami\",\"arguments\":" + arguments + "}}";
    assertThat(mcp.post(READER, body).errorCode()).isEqualTo(-32602);
  }

  @Test
  void echoes_faithfully() {
    var odd = "\"quotes\" <b>&amp; \\ \u0001 \r\n\u202e 日本 🎈 ${jndi:ldap://x} ' or 1=1";
    Reply reply = mcp.post(call("echo", Map.of("message", odd, "repeat_count", 1)));
    assertThat(reply.text()).isEqualTo(odd);
  }

  @Test
  void repeats_three_times_unless_told() {
    assertThat(mcp.post(call("echo", Map.of("message", "ab"))).text()).isEqualTo("ababab");
    assertThat(mcp.post(call("greet", Map.of("name", "Ada"))).text()).isEqualTo("Hello, Ada!");
  }

  @Test
  void tells_who_calls_from_the_token_alone() {
    Reply reply = mcp.post(token("nobody", ""), call("whoami", Map.of()).encode());
    assertThat(reply.text())
        .isEqualTo("you are nobody, through client test-client, with no scopes");
    assertThat(reply.result().getJsonObject("structuredContent").getString("sub"))
        .isEqualTo("nobody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"throwing", "failing", "dying", "silent", "null_future", "null_result"})
  void says_no_more_than_that_a_tool_failed(String tool) {
    Reply reply = mcp.post(call(tool, Map.of()));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.result().getBoolean("isError")).isTrue();
    assertThat(reply.http().body()).doesNotContain("secret", "Exception", "java");
    assertThat(mcp.post(call("greet", Map.of("name", "Ada"))).text()).isEqualTo("Hello, Ada!");
  }

  @Test
  void does_not_send_an_answer_without_end() {
    assertThat(mcp.post(call("endless", Map.of())).errorCode()).isEqualTo(-32603);
  }

  @Test
  void announces_each_decision_without_arguments() throws InterruptedException {
    String dora = token("dora", "mcp.read");
    mcp.post(dora, call("echo", Map.of("message", "s3cret")).encode());
    mcp.post(dora, call("add_note", Map.of("note", "s3cret")).encode());
    mcp.post(dora, call("echo", Map.of("message", 5)).encode());
    var announced = mcp.decisionsOf("dora", 3);
    assertThat(announced)
        .extracting("step")
        .containsExactly(Step.TOOL_CALL, Step.SCOPE_CHECK, Step.TOOL_CALL);
    assertThat(announced)
        .extracting("outcome")
        .containsExactly(Outcome.GRANTED, Outcome.REFUSED, Outcome.REFUSED);
    assertThat(announced.toString())
        .contains("tool=echo", "needed=notes:write")
        .doesNotContain("s3cret");
  }
}
