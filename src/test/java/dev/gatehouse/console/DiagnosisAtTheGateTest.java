package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.Wire;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of the faults of clients at the resource server, and of those that fall silent. */
class DiagnosisAtTheGateTest {
  private static final MovableClock CLOCK = new MovableClock();

  @RegisterExtension
  static final App app = App.started().at(CLOCK);

  // An authorization server that does not run.
  private static final String NOBODY = "http://localhost:1";

  @RegisterExtension
  static final App alone =
      App.with(settings -> settings.set("resource-server.authorization-server", NOBODY));

  private final Provoked diagnosis = new Provoked(app);

  @Test
  void a_page_that_may_not_call() {
    Http.postJson(app.mcpUrl(), "{}", "Origin", "https://app.example");
    assertThat(diagnosis.anywhere("origin-refused").getString("right"))
        .contains("--allowed-origins https://app.example");
  }

  @Test
  void a_preflight_of_a_page_that_may_not_call() {
    Http.send("OPTIONS", app.issuer() + "/login", "", "Origin", "https://odd.example");
    diagnosis.anywhere("cors-refused");
  }

  @Test
  void a_preflight_with_a_name_that_is_no_header_field() {
    Http.send(
        "OPTIONS",
        app.mcpUrl(),
        "",
        "Origin",
        "http://localhost:6274",
        "Access-Control-Request-Method",
        "POST",
        "Access-Control-Request-Headers",
        "authorization, b(d");
    assertThat(diagnosis.anywhere("cors-headers").getString("sent")).contains("b(d");
  }

  @Test
  void a_name_that_is_not_this_server_s() {
    Wire.exchange(
        app.origin(),
        "POST /mcp HTTP/1.1\r\nHost: gatehouse:8990\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    assertThat(diagnosis.anywhere("host-refused").getString("right"))
        .contains("--allowed-hosts gatehouse:8990");
  }

  @ParameterizedTest
  @CsvSource({
    "/.well-known/oauth-authorization-server, wrong-server",
    "/register, wrong-server",
    "/.well-known/oauth-protected-resource/sse, metadata-elsewhere",
    "/sse, old-transport"
  })
  void an_address_at_the_resource_server_where_nothing_is(String path, String id) {
    Http.get(app.origin() + path);
    diagnosis.anywhere(id);
  }

  @ParameterizedTest
  @CsvSource({
    "//.well-known/oauth-authorization-server, issuer-slash",
    "/.well-known/oauth-authorization-server/, issuer-slash",
    "/tenant/.well-known/openid-configuration, metadata-elsewhere"
  })
  void an_address_at_the_authorization_server_where_nothing_is(String path, String id) {
    Wire.get(app.issuer(), path);
    diagnosis.anywhere(id);
  }

  @Test
  void a_client_that_came_by_https() {
    Http.postJson(app.mcpUrl(), "{}", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "x.dev");
    assertThat(diagnosis.anywhere("behind-https").getString("right")).contains("https://x.dev");
  }

  @Test
  void a_token_that_has_expired_and_the_silence_after_it() {
    TestClient client = app.client();
    String token = client.tokens("alice", "mcp.read").getString("access_token");
    CLOCK.advance(Duration.ofSeconds(3700));
    app.callTool(token, "whoami", new JsonObject());
    assertThat(diagnosis.in(client.id(), "token-expired").getString("what"))
        .containsPattern("ended \\d+ seconds before");
  }

  @Test
  void a_token_that_was_revoked() {
    TestClient client = app.client();
    JsonObject tokens = client.tokens("alice", "mcp.read");
    client.revoke(tokens.getString("refresh_token"));
    String token = tokens.getString("access_token");
    Eventually.until( // the resource server asks for the list from time to time
        "refused", () -> app.callTool(token, "whoami", new JsonObject()).status() == 401);
    diagnosis.in(client.id(), "token-revoked");
  }

  @Test
  void what_is_no_access_token() {
    app.callTool("a-key-of-some-other-service", "whoami", new JsonObject());
    diagnosis.anywhere("not-an-access-token");
  }

  @Test
  void a_token_in_the_url() {
    Http.get(app.mcpUrl() + "?access_token=x");
    diagnosis.anywhere("token-in-url");
  }

  @Test
  void a_step_up_that_is_not_followed() {
    TestClient client = app.client();
    String token = client.tokens("alice", "mcp.read").getString("access_token");
    app.callTool(token, "add_note", new JsonObject().put("note", "x"));
    assertThat(diagnosis.in(client.id(), "step-up").getString("right_value"))
        .isEqualTo("notes:write");
    app.callTool(token, "add_note", new JsonObject().put("note", "x"));
    diagnosis.in(client.id(), "step-up-in-vain");
    CLOCK.advance(Duration.ofSeconds(30));
    diagnosis.in(client.id(), "silent-step-up");
  }

  @Test
  void a_session_that_a_restart_has_forgotten() {
    TestClient client = app.client();
    String token = client.tokens("alice", "mcp.read").getString("access_token");
    app.mcp(
        token,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}",
        "MCP-Protocol-Version",
        "2025-06-18",
        "Mcp-Session-Id",
        "session-of-another-time");
    diagnosis.in(client.id(), "session-unknown");
  }

  @Test
  void a_client_that_takes_nothing_that_is_served() {
    TestClient client = app.client();
    String token = client.tokens("alice", "mcp.read").getString("access_token");
    String session = app.mcp(
            token,
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}}}")
        .header("Mcp-Session-Id");
    Http.get(
        app.mcpUrl(),
        "Authorization",
        "Bearer " + token,
        "Mcp-Session-Id",
        session,
        "Accept",
        "application/json");
    assertThat(diagnosis.in(client.id(), "not-acceptable").getString("right_value"))
        .isEqualTo("text/event-stream");
  }

  @Test // JSON-RPC 2.0 §5.1
  void a_tool_that_there_is_not() {
    TestClient client = app.client();
    String token = client.tokens("alice", "mcp.read").getString("access_token");
    app.callTool(token, "no_such_tool", new JsonObject());
    assertThat(diagnosis.in(client.id(), "message-error").getString("what"))
        .contains("no_such_tool");
  }

  @Test
  void keys_that_cannot_be_fetched() {
    String token = app.client().tokens("alice", "mcp.read").getString("access_token");
    assertThat(alone.whoami(token).status()).isEqualTo(503);
    assertThat(new Provoked(alone).anywhere("no-keys").getString("what")).contains(NOBODY);
  }

  @Test
  void a_body_of_another_type() {
    TestClient client = app.client();
    String token = client.tokens("alice", "mcp.read").getString("access_token");
    Http.send(
        "POST", app.mcpUrl(), "x", "Authorization", "Bearer " + token, "Content-Type", "text/xml");
    assertThat(diagnosis.in(client.id(), "content-type").getString("sent")).isEqualTo("text/xml");
  }

  @Test
  void a_code_that_nobody_redeems() {
    TestClient client = app.client();
    client.code("alice", "mcp.read");
    CLOCK.advance(Duration.ofSeconds(30));
    assertThat(diagnosis.in(client.id(), "silent-code").getString("what")).contains("form-action");
  }

  @Test
  void a_token_that_nobody_uses() {
    TestClient client = app.client();
    client.tokens("alice", "mcp.read");
    CLOCK.advance(Duration.ofSeconds(30));
    diagnosis.in(client.id(), "silent-token");
  }

  @Test
  void a_registration_after_which_nothing_comes() {
    TestClient client = app.client();
    CLOCK.advance(Duration.ofSeconds(30));
    diagnosis.in(client.id(), "silent-registration");
  }

  @Test
  void a_page_that_nobody_answers() {
    TestClient client = app.client();
    client.authorize(client.request("mcp.read"));
    CLOCK.advance(Duration.ofSeconds(30));
    assertThat(diagnosis.in(client.id(), "waiting-user").getString("fault")).isEqualTo("user");
  }

  @ParameterizedTest
  @CsvSource({"/mcp, silent-challenge", "/.well-known/oauth-protected-resource/mcp, silent-resource"
  })
  void a_client_that_stops_at_the_beginning(String path, String id) {
    CLOCK.advance(Duration.ofMinutes(15));
    Http.get(app.origin() + path, "Origin", "http://localhost:6274");
    CLOCK.advance(Duration.ofSeconds(30));
    diagnosis.anywhere(id);
  }

  @Test // a visit is no client, and nothing is to follow
  void nothing_of_a_person_who_opens_the_address_of_the_server() {
    var console = new Watched(app);
    CLOCK.advance(Duration.ofMinutes(15));
    Http.get(app.mcpUrl(), "Accept", "text/html", "Sec-Fetch-Mode", "navigate");
    CLOCK.advance(Duration.ofSeconds(30));
    Eventually.until("the visit is shown", () -> visited(console).isPresent());
    JsonObject run = visited(console).orElseThrow();
    assertThat(run.getJsonArray("diagnoses")).isEmpty();
    assertThat(run.getJsonObject("run").getString("verdict")).isEqualTo("under_way");
    assertThat(Watched.steps(run).get(0).getString("from")).isEqualTo("browser");
  }

  private static Optional<JsonObject> visited(Watched console) {
    return console.runs().stream()
        .map(run -> console.open(run.getLong("id")))
        .filter(run -> Watched.steps(run).get(0).getString("words").contains("in a browser"))
        .findFirst();
  }

  @Test // SSRF guards: gemini-cli#29081, vercel/ai#20578, rust-sdk#954
  void a_program_that_does_not_go_to_a_server_on_loopback() {
    CLOCK.advance(Duration.ofMinutes(15));
    Http.get(app.origin() + "/.well-known/oauth-protected-resource/mcp");
    CLOCK.advance(Duration.ofSeconds(30));
    assertThat(diagnosis.anywhere("silent-loopback").getString("what"))
        .contains("SSRF")
        .contains(app.issuer());
  }

  @Test
  void a_page_whose_preflight_was_answered_and_that_does_not_call() {
    CLOCK.advance(Duration.ofMinutes(15));
    Http.send(
        "OPTIONS",
        app.mcpUrl(),
        "",
        "Origin",
        "http://localhost:6274",
        "Access-Control-Request-Method",
        "POST");
    CLOCK.advance(Duration.ofSeconds(30));
    assertThat(diagnosis.anywhere("silent-preflight").getString("fault")).isEqualTo("browser");
  }

  @Test // RFC 9207 §2.4
  void a_client_that_may_have_taken_iss_for_another_issuer() {
    CLOCK.advance(Duration.ofMinutes(15));
    TestClient client = app.client();
    int port = app.gatehouse().settings().authServer().port();
    Http.get("http://127.0.0.1:" + port + "/.well-known/oauth-authorization-server");
    client.code("alice", "mcp.read");
    CLOCK.advance(Duration.ofSeconds(30));
    JsonObject found = diagnosis.in(client.id(), "silent-iss");
    assertThat(found.getString("sent")).isEqualTo("127.0.0.1:" + port);
    assertThat(found.getString("right_value")).isEqualTo("localhost:" + port);
  }

  @Test
  void a_web_page_that_read_the_metadata_and_never_came_back() {
    CLOCK.advance(Duration.ofMinutes(15));
    Http.get(
        app.issuer() + "/.well-known/oauth-authorization-server", "Origin", "https://page.example");
    CLOCK.advance(Duration.ofSeconds(30));
    assertThat(diagnosis.anywhere("silent-metadata").getString("what"))
        .contains("CORS")
        .contains("https://page.example");
  }

  @Test
  void a_client_that_spells_loopback_in_another_way_than_the_issuer() {
    CLOCK.advance(Duration.ofMinutes(15));
    int port = app.gatehouse().settings().resourceServer().port();
    Http.get("http://127.0.0.1:" + port + "/.well-known/oauth-protected-resource/mcp");
    CLOCK.advance(Duration.ofSeconds(30));
    JsonObject found = diagnosis.anywhere("silent-spelling");
    assertThat(found.getString("sent")).isEqualTo("127.0.0.1");
    assertThat(found.getString("right_value")).isEqualTo("localhost");
  }
}
