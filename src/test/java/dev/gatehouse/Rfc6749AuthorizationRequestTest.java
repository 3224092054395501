package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import dev.gatehouse.testing.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The authorization request, RFC 6749 §4.1.1, and its refusals: a page until client and redirect URI are proven, a redirect after. */
class Rfc6749AuthorizationRequestTest {
  @RegisterExtension
  static final App app = App.started();

  private static TestClient client;

  @BeforeAll
  static void register() {
    client = app.client();
  }

  @Test // §4.1.2.1
  void shows_a_page_when_client_id_is_missing() {
    assertThat(authorize(without("client_id"))).isErrorPage();
    for (Reply page : List.of(
        authorize(without("client_id")),
        authorize(with("client_id", "")),
        authorize(with("client_id", " ")))) {
      assertThat(page).isErrorPage();
      assertThat(page.body())
          .contains("does not say which client asks", "client_id is missing")
          .doesNotContain("restart", "not known here");
    }
  }

  @ParameterizedTest // §4.1.2.1
  @ValueSource(strings = {"nobody", "https://app.example.test/\"><script>alert(1)</script>", "..."})
  void shows_a_page_when_the_client_is_unknown(String id) {
    Reply page = authorize(with("client_id", id));
    assertThat(page).isErrorPage();
    assertThat(page.html().text()).contains("not known here");
    assertThat(page.html().select("main script, .card script")).isEmpty();
  }

  // A restart forgets clients, most of which have no button to register again: the person is at
  // this page and nowhere else.
  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:38531/callback, Codex, codex mcp login NAME",
    "http://127.0.0.1:38531/callback/a1B2c3, Codex, codex mcp login NAME",
    "http://localhost:56648/callback, Claude Code, claude mcp login NAME",
    "http://localhost:43817/oauth/callback, Gemini CLI, /mcp auth NAME",
    "http://127.0.0.1:19876/mcp/oauth/callback, opencode, opencode mcp auth NAME",
    "http://127.0.0.1:52345/, GitHub Copilot CLI, remove the server and add it again",
    "http://localhost:6274/oauth/callback, MCP Inspector, clear the OAuth state",
    "cursor://anysphere.cursor-mcp/oauth/callback, Cursor, remove the server from mcp.json",
    "https://vscode.dev/redirect, VS Code, Remove Dynamic Authentication Providers"
  })
  void names_what_makes_each_client_register_again_the_likeliest_first(
      String redirectUri, String name, String how) {
    var request = with("client_id", "forgotten");
    request.put("redirect_uri", redirectUri);
    Reply page = authorize(request);
    assertThat(page).isErrorPage();
    var names = page.html().select("dl.facts:not(.compare):not(.small) dt").eachText();
    assertThat(names.get(0)).isEqualTo(name);
    assertThat(names).contains("Codex", "Claude Code", "Gemini CLI", "opencode", "mcp-remote");
    assertThat(
            page.html().select("dl.facts:not(.compare):not(.small) dd").first().text())
        .contains(how);
  }

  @ParameterizedTest // RFC 9700 §4.1.3: to the letter
  @ValueSource(
      strings = {
        "https://evil.example/cb",
        "https://app.example.test/cb/extra",
        "https://app.example.test/cb/",
        "https://app.example.test/cb/../evil",
        "https://app.example.test/x/..;/cb",
        "https://app.example.test/cb%2f..",
        "https://app.example.test/cb?x=1",
        "https://app.example.test/cb?",
        "https://app.example.test/cb#x",
        "https://app.example.test/CB",
        "HTTPS://app.example.test/cb",
        "https://APP.example.test/cb",
        "http://app.example.test/cb",
        "https://app.example.test:8443/cb",
        "https://app.example.test:443/cb",
        "https://app.example.test@evil.example/cb",
        "https://evil.example\\@app.example.test/cb",
        "https://app.example.test.evil.example/cb",
        "https://app.example.test%00.evil.example/cb",
        "https://app.example.test/%63b",
        "https://app.example.test/cb\r\nSet-Cookie: a=b",
        "https://app.example.test/cb ",
        " https://app.example.test/cb",
        "//app.example.test/cb",
        "javascript:alert(1)"
      })
  void shows_a_page_when_the_redirect_uri_is_not_the_registered_one(String uri) {
    TestClient web = withRedirects("https://app.example.test/cb");
    Map<String, String> request = web.request("mcp.read");
    request.put("redirect_uri", uri);
    Reply page = authorize(request);
    assertThat(page).isErrorPage();
    assertThat(page.html().text()).contains("https://app.example.test/cb");
  }

  @Test // §3.1.2.4
  void shows_a_page_for_the_redirect_uri_of_another_client() {
    withRedirects("https://other.example.test/cb");
    assertThat(authorize(with("redirect_uri", "https://other.example.test/cb"))).isErrorPage();
  }

  @Test // §3.1.2.3
  void shows_a_page_when_two_are_registered_and_none_is_named() {
    TestClient two = withRedirects("https://a.example.test/cb", "https://b.example.test/cb");
    for (String empty : List.of("", "&redirect_uri=")) {
      Map<String, String> request = two.request("mcp.read");
      request.remove("redirect_uri");
      assertThat(get(Http.query(request) + empty)).isErrorPage();
    }
  }

  @ParameterizedTest // §3.1: not more than once
  @CsvSource({
    "client_id,other",
    "client_id,",
    "redirect_uri,https://evil.example/cb",
    "redirect_uri,"
  })
  void shows_a_page_when_client_id_or_redirect_uri_comes_twice(String name, String second) {
    Map<String, String> request = client.request("mcp.read");
    String again = second == null ? request.get(name) : second;
    assertThat(get(Http.query(request) + '&' + Http.query(Map.of(name, again)))).isErrorPage();
  }

  @ParameterizedTest // RFC 3986 §2.1
  @ValueSource(strings = {"client_id=%zz", "client_id=a&state=%", "client_id=%ff%fe&x=%f"})
  void shows_a_page_when_the_query_cannot_be_decoded(String query) {
    Reply reply = raw(query);
    assertThat(reply.status()).isBetween(400, 499);
    assertThat(reply.header("Location")).isEmpty();
  }

  @Test // §3.1
  void refuses_a_request_without_response_type() {
    assertThat(authorize(without("response_type"))).isRefusedToClient("invalid_request");
  }

  @ParameterizedTest // §3.1.1; RFC 9700 §2.1.2: no implicit grant
  @ValueSource(
      strings = {"token", "code token", "code id_token", "id_token", "none", "CODE", "code code"})
  void refuses_every_response_type_but_code(String type) {
    assertThat(authorize(with("response_type", type)))
        .isRefusedToClient("unsupported_response_type");
  }

  @ParameterizedTest // §3.1: not more than once
  @ValueSource(
      strings = {
        "scope",
        "state",
        "response_type",
        "code_challenge",
        "code_challenge_method",
        "prompt"
      })
  void refuses_a_parameter_that_comes_twice(String name) {
    String value = client.request("mcp.read").getOrDefault(name, "login");
    Map<String, String> request = with(name, value);
    Reply reply = get(Http.query(request) + '&' + Http.query(Map.of(name, value)));
    assertThat(reply).isRefusedToClient("invalid_request");
    assertThat(reply.answer().containsKey("state")).isEqualTo(!name.equals("state"));
  }

  @ParameterizedTest // §3.3
  @ValueSource(strings = {"root", "MCP.READ", "mcp.*", "*", "mcp.read,mcp.write"})
  void refuses_scopes_that_do_not_exist(String scope) {
    assertThat(authorize(with("scope", scope))).isRefusedToClient("invalid_scope");
  }

  @ParameterizedTest // §3.3
  @ValueSource(
      strings = {
        "mcp.read \"x\"",
        "mcp.read back\\slash",
        "mcp.read\nnotes:read",
        "mcp.read é",
        "a\u0000"
      })
  void refuses_a_scope_with_a_character_that_is_not_allowed(String scope) {
    assertThat(authorize(with("scope", scope))).isRefusedToClient("invalid_scope");
  }

  @Test // CWE-770
  void refuses_a_scope_or_state_of_kilobytes() {
    assertThat(post(with("scope", "s".repeat(5000)))).isRefusedToClient("invalid_scope");
    Reply longState = post(with("state", "s".repeat(5000)));
    assertThat(longState).isRefusedToClient("invalid_request");
    assertThat(longState.answer()).doesNotContainKey("state");
    for (int length : new int[] {10_000, 60_000, 100_000}) {
      assertThat(post(with("state", "s".repeat(length))).status()).isBetween(400, 499);
    }
  }

  @Test // RFC 9101 §10: nothing is fetched, nothing unsigned is believed
  void refuses_request_objects() {
    assertThat(authorize(with("request", "eyJhbGciOiJub25lIn0.e30.")))
        .isRefusedToClient("request_not_supported");
    assertThat(authorize(with("request_uri", app.origin() + "/health")))
        .isRefusedToClient("request_uri_not_supported");
  }

  @ParameterizedTest // OAuth 2.0 Multiple Response Type Encoding Practices §2.1
  @ValueSource(strings = {"fragment", "form_post", "web_message", "xyz"})
  void refuses_every_response_mode_but_query(String mode) {
    assertThat(authorize(with("response_mode", mode))).isRefusedToClient("invalid_request");
  }

  @ParameterizedTest // OpenID Connect Core §3.1.2.1
  @ValueSource(strings = {"none login", "none consent", "wrong", "NONE"})
  void refuses_an_unknown_or_contradictory_prompt(String prompt) {
    assertThat(authorize(with("prompt", prompt))).isRefusedToClient("invalid_request");
  }

  @Test // OpenID Connect Core §3.1.2.6
  void asks_nobody_when_prompt_is_none() {
    assertThat(authorize(with("prompt", "none"))).isRefusedToClient("login_required");
    var alice = new WebBrowser().logIn(app.issuer(), "alice");
    Reply reply = alice.open(url(Http.query(with("prompt", "none"))));
    assertThat(reply).isRefusedToClient("consent_required");
  }

  @Test
  void takes_the_parameters_from_the_query_or_from_the_body_but_not_from_both() {
    assertThat(post(client.request("mcp.read"))).isLoginPage(); // §3.1: MAY support POST
    var both = new ArrayList<String>();
    with("scope", "notes:read").forEach((name, value) -> both.addAll(List.of(name, value)));
    Reply reply = new WebBrowser().post(url(Http.query(client.request("admin:notes"))), both);
    assertThat(reply).isErrorPage();
  }

  @ParameterizedTest // RFC 9110 §15.5.6
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "FOO"})
  void refuses_other_methods_and_says_which_ones_it_takes(String method) {
    Reply reply = Http.send(method, url(Http.query(client.request("mcp.read"))), "");
    assertThat(reply).hasStatus(405);
    assertThat(reply.header("Allow")).contains("GET").contains("POST");
  }

  @Test // §3.1: unrecognized parameters are ignored
  void ignores_what_it_does_not_know_however_much() {
    Map<String, String> request = client.request("mcp.read");
    for (int i = 0; i < 200; i++) {
      request.put("x" + i, "y");
    }
    assertThat(authorize(request)).isLoginPage();
  }

  @Test // §3.1: without a value is omitted
  void treats_an_empty_parameter_as_omitted() {
    assertThat(get(Http.query(without("scope")) + "&scope=&prompt=&response_mode="))
        .isLoginPage();
    assertThat(get(Http.query(without("redirect_uri")) + "&redirect_uri=")).isLoginPage();
  }

  @ParameterizedTest // §3.1: of every parameter; what remains is the request as if it had not been
  // there
  @CsvSource({
    "state, ''",
    "max_age, ''",
    "login_hint, ''",
    "dpop_jkt, ''",
    "request, ''",
    "request_uri, ''",
    "resource, ''",
    "prompt, ''",
    "nonce, ''",
    "code_challenge_method, invalid_request",
    "code_challenge, invalid_request",
    "response_type, invalid_request"
  })
  void treats_each_parameter_without_a_value_as_omitted(String name, String error) {
    Reply reply = get(Http.query(without(name)) + '&' + name + '=');
    if (error.isEmpty()) {
      assertThat(reply).isLoginPage();
    } else {
      assertThat(reply).isRefusedToClient(error);
    }
    List<String> form = new ArrayList<>(List.of(name, ""));
    without(name).forEach((key, value) -> form.addAll(List.of(key, value)));
    assertThat(Http.postForm(app.issuer() + "/par", form)).hasStatus(error.isEmpty() ? 201 : 400);
  }

  @Test // §3.1: an empty state is none, in an error as well
  void sends_no_state_back_that_had_no_value() {
    String query = Http.query(without("state")) + "&state=&response_type=token";
    assertThat(get(query.replace("response_type=code&", "")).answer()).doesNotContainKey("state");
  }

  @Test // OpenID Connect Core §3.1.2.1; what SDKs send beside offline_access
  void asks_for_consent_when_prompt_is_consent() {
    var alice = new WebBrowser().logIn(app.issuer(), "alice");
    assertThat(alice.open(url(Http.query(with("prompt", "consent"))))).isConsentPage();
  }

  @ParameterizedTest // OpenID Connect Core §3.1.2.1
  @ValueSource(strings = {"login", "select_account", "login consent"})
  void asks_for_the_password_again_when_prompt_is_login(String prompt) {
    var alice = new WebBrowser().logIn(app.issuer(), "alice");
    Reply page = alice.open(url(Http.query(with("prompt", prompt))));
    assertThat(page).isLoginPage();
    // … and the consent page cannot be reached around it.
    String transaction = WebBrowser.Form.of(page).value("transaction");
    assertThat(alice.open(app.issuer() + "/consent?transaction=" + transaction)).isLoginPage();
  }

  @Test // §4.1.2
  void sends_code_and_state_to_the_exact_redirect_uri() {
    Reply reply = client.approve("alice", client.request("mcp.read"));
    assertThat(reply.status()).isEqualTo(303); // RFC 9700 §4.12: never 307
    assertThat(reply.location()).startsWith(client.redirectUri() + "?code=");
    assertThat(reply.answer()).containsOnlyKeys("code", "state", "iss");
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer"); // RFC 9700 §4.2.4
  }

  @Test // §10.10
  void makes_codes_that_nobody_can_guess() {
    String one = client.code("alice", "mcp.read");
    String other = client.code("alice", "mcp.read");
    assertThat(one).isNotEqualTo(other).matches("[A-Za-z0-9_-]{43}");
  }

  @ParameterizedTest // §4.1.2
  @ValueSource(
      strings = {
        "a&b=c",
        "100%25+1",
        "\"quoted\" 'x'",
        "ünï ☃ 𝄞",
        "<script>",
        "a b",
        "=",
        "code=evil&iss=evil"
      })
  void sends_the_state_back_unchanged(String state) {
    Reply reply = client.approve("alice", with("state", state));
    assertThat(reply.answer()).containsEntry("state", state).containsKey("code");
  }

  @Test // appendix B: only & separates, in a query as in a form
  void takes_a_semicolon_for_a_character() {
    Reply reply = raw(Http.query(without("state")) + "&prompt=none&state=a;prompt=login");
    assertThat(reply.answer()).containsEntry("state", "a;prompt=login");
  }

  @Test // §4.1.2
  void sends_no_state_where_none_came() {
    assertThat(client.approve("alice", without("state")).answer()).doesNotContainKey("state");
  }

  @Test // its cookie is SameSite=Lax and stays away: a fresh one would log the user out
  void leads_the_form_of_another_site_on_by_get_and_sets_no_cookie() {
    Map<String, String> request = with("state", "a b&c=\r\nX: y");
    var pairs = new ArrayList<String>();
    request.forEach((name, value) -> pairs.addAll(List.of(name, value)));
    Reply reply = Http.postForm(app.issuer() + "/authorize", pairs, "Sec-Fetch-Site", "cross-site");
    assertThat(reply).hasStatus(303);
    assertThat(reply.header("Location")).isEqualTo("/authorize?" + Http.query(request));
    assertThat(reply.header("Set-Cookie")).isEmpty();
  }

  private static TestClient withRedirects(String... uris) {
    return app.client(new JsonObject().put("redirect_uris", new JsonArray(List.of(uris))));
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> request = client.request("mcp.read");
    request.put(name, value);
    return request;
  }

  private static Map<String, String> without(String name) {
    Map<String, String> request = client.request("mcp.read");
    request.remove(name);
    return request;
  }

  private static String url(String query) {
    return app.issuer() + "/authorize?" + query;
  }

  private static Reply authorize(Map<String, String> request) {
    return get(Http.query(request));
  }

  private static Reply get(String query) {
    return new WebBrowser().open(url(query));
  }

  private static Reply post(Map<String, String> request) {
    var pairs = new ArrayList<String>();
    request.forEach((name, value) -> pairs.addAll(List.of(name, value)));
    var browser = new WebBrowser();
    return browser.follow(browser.post(app.issuer() + "/authorize", pairs));
  }

  // URI would not let a broken escape through.
  private static Reply raw(String query) {
    return Wire.get(app.issuer(), "/authorize?" + query);
  }
}
