package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DemoUsers;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is shown of a client's way through the handshake: all of it, in one run, and none of its secrets. */
class ConsoleRunsTest {
  @RegisterExtension
  static final App app = App.started();

  private final Watched console = new Watched(app);

  @Test // CWE-532, CWE-200
  void shows_no_secret_of_a_whole_handshake_and_of_its_failures() {
    var secrets = new ArrayList<>(List.of(DemoUsers.password("alice"), "my-mistyped-password"));
    TestClient client = app.confidentialClient("client_secret_basic");
    var browser = new WebBrowser();
    WebBrowser.Form login = WebBrowser.Form.of(
        browser.open(app.issuer() + "/authorize?" + Http.query(client.request("mcp.read"))));
    secrets.add(login.value("csrf"));
    client.consentPage(new WebBrowser(), "alice", client.request("mcp.read"));
    String code = client.code("alice", "mcp.read notes:read");
    JsonObject tokens = client.redeem(code).json();
    secrets.addAll(List.of(code, client.secret(), client.verifier(), client.registrationToken()));
    secrets.addAll(browser.cookies().values());
    String token = tokens.getString("access_token");
    String refresh = tokens.getString("refresh_token");
    secrets.addAll(List.of(token.substring(token.lastIndexOf('.') + 1), refresh));
    app.callTool(token, "echo", new JsonObject().put("message", "an-argument-of-alice"));
    secrets.add("an-argument-of-alice");
    misplace(client, token, refresh, code, secrets);
    console.run(client.id(), run -> Watched.kinds(run).contains("revocation"));

    String all = everything();
    assertThat(secrets).hasSizeGreaterThan(10).noneMatch(String::isEmpty);
    for (String secret : secrets) {
      String most = secret.length() < 20 ? secret : secret.substring(0, secret.length() / 2);
      assertThat(all.contains(most)).as(secret).isFalse();
    }
  }

  @Test
  void keeps_the_steps_of_a_client_in_one_run() {
    TestClient client = app.client(new JsonObject().put("client_name", "MCP Inspector"));
    client.consentPage(new WebBrowser(), "bob", client.request("mcp.read"));
    JsonObject tokens = client.freshTokens("bob", "mcp.read");
    String token = tokens.getString("access_token");
    app.callTool(token, "echo", new JsonObject().put("message", "hello"));
    app.callTool(token, "add_note", new JsonObject().put("note", "x"));
    client.refresh(tokens.getString("refresh_token"));
    JsonObject run = console.run(client.id(), found -> Watched.kinds(found).contains("refresh"));
    assertThat(Watched.kinds(run))
        .containsSubsequence(
            "registration",
            "authorize",
            "login_page",
            "login",
            "consent_page",
            "authorize",
            "consent",
            "token",
            "tool_call",
            "step_up",
            "refresh");
    assertThat(run.getJsonObject("run").getString("name")).isEqualTo("MCP Inspector");
  }

  @Test
  void gives_a_second_client_a_run_of_its_own() {
    TestClient one = app.client();
    TestClient other = app.client();
    one.code("alice", "mcp.read");
    other.code("alice", "mcp.read");
    JsonObject run = console.run(one.id(), found -> Watched.kinds(found).contains("consent"));
    assertThat(run.encode()).doesNotContain(other.id());
  }

  @Test
  void counts_a_preflight_to_the_page_that_it_was_sent_for() {
    String page = "Mozilla/5.0 of a test";
    Http.send(
        "OPTIONS",
        app.issuer() + "/register",
        "",
        "User-Agent",
        page,
        "Origin",
        "http://localhost:6274",
        "Access-Control-Request-Method",
        "POST");
    String client = Http.postJson(
            app.issuer() + "/register",
            "{\"redirect_uris\":[\"http://localhost:6274/cb\"]}",
            "User-Agent",
            page)
        .json()
        .getString("client_id");
    JsonObject run = console.run(client, found -> Watched.kinds(found).size() > 1);
    assertThat(Watched.kinds(run)).containsExactly("preflight", "registration");
  }

  @Test // the same secret again is seen to be the same
  void marks_a_token_alike_where_it_is_given_and_where_it_is_used() {
    TestClient client = app.client();
    String token = client.freshTokens("alice", "mcp.read").getString("access_token");
    app.callTool(token, "whoami", new JsonObject());
    JsonObject run = console.run(client.id(), found -> Watched.kinds(found).contains("tool_call"));
    List<String> marks = Watched.steps(run).stream()
        .flatMap(step -> Watched.objects(step, "tokens").stream())
        .map(decoded -> decoded.getString("mark"))
        .toList();
    assertThat(marks).hasSize(2);
    assertThat(marks.get(0)).isEqualTo(marks.get(1));
  }

  @Test // RFC 7636 §4.6
  void shows_the_challenge_that_the_verifier_amounts_to() {
    TestClient client = app.client();
    client.tokens("alice", "mcp.read");
    JsonObject run = console.run(client.id(), found -> Watched.kinds(found).contains("token"));
    JsonObject step = Watched.steps(run).get(Watched.kinds(run).indexOf("token"));
    assertThat(step.getJsonObject("facts").getString("pkce")).isEqualTo(client.challenge());
  }

  @Test
  void finds_the_runs_in_whose_steps_a_text_occurs() {
    TestClient one = app.client();
    TestClient other = app.client();
    one.redeem("x", "redirect_uri", "http://localhost:6274/a-peculiar-path");
    other.redeem("x");
    console.run(one.id(), run -> Watched.kinds(run).contains("token"));
    console.run(other.id(), run -> Watched.kinds(run).contains("token"));
    String address = app.origin() + "/console/runs?search=A-Peculiar";
    assertThat(Watched.objects(Http.get(address).json(), "runs"))
        .extracting(run -> run.getString("client"))
        .containsExactly(one.id());
  }

  private String everything() {
    var all = new StringBuilder();
    for (JsonObject run : console.runs()) {
      all.append(console.open(run.getLong("id")).encode());
    }
    return all.toString();
  }

  // Each of them hands over a secret that is refused, or in the wrong place.
  private static void misplace(
      TestClient client, String token, String refresh, String code, List<String> secrets) {
    client.redeem(code, "code_verifier", "wrong-verifier-".repeat(4));
    client.redeem(code, "client_secret", "odd-client-secret");
    client.token(client.exchange(code), "Authorization", "Basic bXktYmFzaWMtc2VjcmV0");
    secrets.addAll(List.of("wrong-verifier-wrong", "odd-client-secret"));
    secrets.addAll(List.of("bXktYmFzaWMtc2VjcmV0", "my-basic-secret"));
    Map<String, String> hidden = Map.of("X-Api-Key", "key-of-a-stranger", "X-Any", token);
    hidden.forEach((name, value) -> Http.get(app.issuer() + "/nowhere", name, value));
    secrets.add("key-of-a-stranger");
    Http.get(app.issuer() + "/token?refresh_token=" + refresh);
    Http.get(app.issuer() + "/authorize?code=" + code + "&access_token=" + token);
    Http.get(app.issuer() + "/nowhere/" + token + "?access_token=" + token);
    Http.get(app.mcpUrl() + "?access_token=" + token);
    Http.get(app.issuer() + "/login?username=alice&password=" + DemoUsers.password("alice"));
    Http.postJson(app.issuer() + "/register", "{\"client_name\":\"x\",\"my\":\"odd-member-x\"}");
    secrets.add("odd-member-x");
    app.whoami("my-opaque-token-of-another-server");
    secrets.add("my-opaque-token-of-another-server");
    client.revoke(refresh);
  }
}
