package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.handshake.Decision;
import dev.gatehouse.handshake.Outcome;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DemoUsers;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Recording;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is announced of each decision, to its listeners and in the log: enough to follow it, and no secret. */
class DecisionTest {
  @RegisterExtension
  static final App app = App.started();

  private static Recording recording;

  @BeforeAll
  static void record() {
    recording = new Recording(app.gatehouse());
  }

  @AfterAll
  static void stop() {
    recording.close();
  }

  @Test // RFC 6819 §5.1.1, CWE-532
  void holds_no_secret_of_a_whole_handshake_and_of_its_failures() {
    var secrets = new ArrayList<>(List.of(DemoUsers.password("alice"), "my-mistyped-password"));
    TestClient client = app.confidentialClient("client_secret_basic");
    var browser = new WebBrowser();
    String code = handshake(client, browser, secrets);
    JsonObject tokens = client.redeem(code).json();
    secrets.add(code);
    secrets.addAll(List.of(client.secret(), client.verifier()));
    addTokens(tokens, secrets);
    app.whoami(tokens.getString("access_token"));
    app.callTool(tokens.getString("access_token"), "whoami", new JsonObject());
    JsonObject refreshed = client.refresh(tokens.getString("refresh_token")).json();
    addTokens(refreshed, secrets);
    failures(client, refreshed, secrets);
    browser.submit(browser.open(app.issuer() + "/logout"), form -> {});
    secrets.addAll(browser.cookies().values());
    browser.setCookies().forEach(line -> secrets.add(line.split("[=;]", -1)[1]));
    secrets.removeIf(String::isEmpty);

    announced(event -> event.step() == Step.LOGOUT);
    assertThat(recording.lines()).isNotEmpty();
    assertThat(secrets).hasSizeGreaterThan(12);
    for (String secret : secrets) {
      assertThat(recording.lines()).noneMatch(line -> line.contains(secret));
      assertThat(recording.events()).noneMatch(event -> event.toString().contains(secret));
      // Nor the first half of it.
      String half = secret.substring(0, (secret.length() + 1) / 2);
      assertThat(recording.events())
          .noneMatch(event -> half.length() > 10 && event.line().contains(half));
    }
  }

  @Test // CWE-117
  void lets_no_text_from_outside_forge_a_line_or_steer_a_terminal() {
    String hostile = "x\r\nas token granted\u001b[2J\u202e\u0085\u2028${jndi:ldap://x}";
    Http.postJson(
        app.issuer() + "/register",
        new JsonObject()
            .put("client_name", hostile)
            .put("redirect_uris", new JsonArray().add("https://a.example/" + hostile))
            .encode());
    TestClient client = app.client(new JsonObject().put("client_name", hostile));
    Map<String, String> request = client.request("mcp.read");
    request.put("client_id", hostile);
    client.authorize(request);
    var browser = new WebBrowser();
    browser.submit(
        browser.open(app.issuer() + "/authorize?" + Http.query(client.request("mcp.read"))),
        form -> form.set("username", hostile).set("password", "x"));
    client.redeem("x", "client_id", hostile);
    client.redeem("x", "grant_type", hostile);
    announced(event -> event.step() == Step.LOGIN);
    assertThat(recording.events())
        .allSatisfy(
            event -> assertThat(event.line()).doesNotMatch("(?s).*[\\p{Cc}\\p{Cf}\u2028\u2029].*"));
    // A client_name is plain text to us: it neither ends its quotes nor looks anything up.
    assertThat(recording.events())
        .allSatisfy(event ->
            assertThat(event.line().chars().filter(c -> c == '"').count() % 2).isZero());
  }

  @Test
  void names_the_step_and_the_client_of_a_refused_refresh() {
    TestClient client = app.client();
    client.refresh("no-such-token");
    Decision event = announced(about(client.id(), Step.REFRESH));
    assertThat(event.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(event.details())
        .containsEntry("error", "invalid_grant")
        .containsEntry("rule", "RFC 6749 §5.2")
        .containsKey("reason");
  }

  @Test
  void names_the_client_of_a_refused_code() {
    TestClient client = app.client();
    client.redeem("no-such-code");
    Decision event = announced(about(client.id(), Step.TOKEN));
    assertThat(event.details()).containsEntry("reason", "no such code");
  }

  @Test
  void tells_a_failed_client_authentication_from_a_failed_grant() {
    TestClient client = app.confidentialClient("client_secret_post");
    client.redeem("x", "client_secret", "wrong");
    Decision event = announced(about(client.id(), Step.CLIENT_AUTHENTICATION));
    assertThat(event.details())
        .containsEntry("error", "invalid_client")
        .containsEntry("reason", "wrong client_secret");
  }

  @Test
  void says_that_a_refresh_token_was_replayed() {
    TestClient client = app.client();
    String token = client.tokens("alice", "mcp.read").getString("refresh_token");
    client.refresh(token);
    client.refresh(token);
    Decision event =
        announced(about(client.id(), Step.REFRESH).and(one -> one.outcome() == Outcome.REFUSED));
    assertThat(event.details().get("reason")).contains("used before").contains("RFC 9700");
  }

  @Test
  void names_no_user_that_there_is_not() { // it may be a password in the wrong field
    var browser = new WebBrowser();
    browser.submit(
        browser.open(app.issuer() + "/login"),
        form -> form.set("username", "my-password-in-the-wrong-field").set("password", "x"));
    announced(event -> "unknown user name".equals(event.details().get("reason")));
    assertThat(recording.lines()).noneMatch(line -> line.contains("wrong-field"));
  }

  @Test
  void follows_the_handshake_step_by_step() {
    TestClient client = app.client();
    client.tokens("bob", "mcp.read");
    announced(about(client.id(), Step.TOKEN));
    assertThat(recording.events().stream()
            .filter(event -> client.id().equals(event.details().get("client")))
            .map(event -> event.step() + " " + event.outcome()))
        .containsExactly(
            "REGISTRATION GRANTED",
            "AUTHORIZATION_REQUEST GRANTED",
            "CONSENT GRANTED",
            "TOKEN GRANTED");
  }

  @Test
  void makes_the_log_line_from_the_event() {
    TestClient client = app.client();
    client.redeem("no-such-code");
    Decision event = announced(about(client.id(), Step.TOKEN));
    assertThat(event.line()).startsWith("as token refused client=" + client.id());
    assertThat(recording.lines()).contains("gatehouse " + event.line());
  }

  @Test
  void says_all_of_a_tool_call_in_one_line() {
    TestClient client = app.client();
    String token = client.tokens("bob", "mcp.read").getString("access_token");
    app.callTool(token, "echo", new JsonObject().put("message", "x"));
    announced(about(client.id(), Step.TOOL_CALL));
    assertThat(linesOfTheResourceServer(client))
        .singleElement()
        .asString()
        .contains("tool_call granted client=" + client.id() + " sub=bob tool=echo scope=mcp.read");
    assertThat(recording.events())
        .filteredOn(event -> client.id().equals(event.details().get("client")))
        .extracting(Decision::step)
        .contains(Step.TOKEN_CHECK, Step.TOOL_CALL);
  }

  @Test
  void says_all_of_a_refused_call_in_one_line_with_its_cause() {
    TestClient client = app.client();
    String token = client.tokens("bob", "mcp.read").getString("access_token");
    app.callTool(token, "add_note", new JsonObject().put("note", "x"));
    announced(about(client.id(), Step.SCOPE_CHECK));
    assertThat(linesOfTheResourceServer(client))
        .singleElement()
        .asString()
        .contains("scope_check refused client=" + client.id()
            + " sub=bob tool=add_note needed=notes:write held=mcp.read")
        .doesNotContain("scope=")
        .endsWith("cause=scope_missing");
  }

  @Test
  void keeps_the_line_of_a_token_check_that_nothing_follows() {
    TestClient client = app.client();
    String token = client.tokens("bob", "mcp.read").getString("access_token");
    var list = new JsonObject().put("jsonrpc", "2.0").put("id", 7).put("method", "tools/list");
    app.mcp(token, list.encode(), "MCP-Protocol-Version", "2025-06-18");
    announced(about(client.id(), Step.TOKEN_CHECK));
    Eventually.until("written", () -> !linesOfTheResourceServer(client).isEmpty());
    assertThat(linesOfTheResourceServer(client))
        .singleElement()
        .asString()
        .contains("token_check granted client=" + client.id() + " sub=bob scope=mcp.read");
  }

  private static List<String> linesOfTheResourceServer(TestClient client) {
    return recording.lines().stream()
        .filter(line -> line.startsWith("gatehouse rs ") && line.contains(client.id()))
        .toList();
  }

  // Login with a mistyped password first, then consent.
  private static String handshake(TestClient client, WebBrowser browser, List<String> secrets) {
    Map<String, String> request = client.request("mcp.read notes:read");
    Reply page = browser.open(app.issuer() + "/authorize?" + Http.query(request));
    secrets.addAll(browser.cookies().values());
    secrets.add(WebBrowser.Form.of(page).value("csrf"));
    Reply again = browser.submit(
        page, form -> form.set("username", "alice").set("password", "my-mistyped-password"));
    Reply consent = browser.submit(
        again, form -> form.set("username", "alice").set("password", DemoUsers.password("alice")));
    assertThat(consent).isConsentPage();
    secrets.addAll(browser.cookies().values());
    secrets.add(WebBrowser.Form.of(consent).value("csrf"));
    return browser
        .submit(consent, form -> form.add("decision", "approve"))
        .answer()
        .get("code");
  }

  private static void addTokens(JsonObject tokens, List<String> secrets) {
    secrets.add(tokens.getString("refresh_token"));
    String jwt = tokens.getString("access_token");
    secrets.add(jwt.substring(jwt.lastIndexOf('.') + 1)); // the signature makes it one
  }

  // Each of them hands over a secret that is refused, or in the wrong place.
  private static void failures(TestClient client, JsonObject tokens, List<String> secrets) {
    String token = tokens.getString("access_token");
    String refresh = tokens.getString("refresh_token");
    String code = client.code("alice", "mcp.read");
    secrets.add(code);
    client.redeem(code, "code_verifier", "wrong-verifier-".repeat(4));
    client.redeem(code);
    client.redeem(code, "client_secret", "wrong-client-secret");
    secrets.addAll(List.of("wrong-verifier-wrong", "wrong-client-secret"));
    client.token(client.exchange(code), "Authorization", "Basic bXktYmFzaWMtc2VjcmV0");
    secrets.addAll(List.of("bXktYmFzaWMtc2VjcmV0", "my-basic-secret"));
    Http.get(app.issuer() + "/token?refresh_token=" + refresh);
    Http.get(app.issuer() + "/authorize?code=" + code + "&access_token=" + token);
    Http.get(app.issuer() + "/login?username=alice&password=" + DemoUsers.password("alice"));
    Http.get(app.issuer() + "/nowhere?access_token=" + token);
    Http.get(app.mcpUrl() + "?access_token=" + token);
    app.whoami(token + "x");
    app.whoami("my-opaque-token-of-another-server");
    secrets.add("my-opaque-token-of-another-server");
    client.revoke(token);
    client.revoke(refresh);
    client.refresh(refresh);
  }

  private static Predicate<Decision> about(String client, Step step) {
    return event -> event.step() == step && client.equals(event.details().get("client"));
  }

  private static Decision announced(Predicate<Decision> wanted) {
    Eventually.until("announced", () -> recording.events().stream().anyMatch(wanted));
    return recording.events().stream().filter(wanted).findFirst().orElseThrow();
  }
}
