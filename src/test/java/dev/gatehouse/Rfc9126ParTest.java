package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Recording;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushed authorization requests, RFC 9126. */
class Rfc9126ParTest {
  private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";
  private static final MovableClock CLOCK = new MovableClock();

  @RegisterExtension
  static final App app = App.started().at(CLOCK);

  private static TestClient open;
  private static TestClient keeper;

  @BeforeAll
  static void register() {
    open = app.client();
    keeper = app.confidentialClient("client_secret_basic");
  }

  @ParameterizedTest // §2: POST
  @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD"})
  void refuses_every_method_but_post(String method) {
    Reply reply = Http.send(method, par() + '?' + Http.query(open.request("mcp.read")), "");
    assertThat(reply).hasStatus(405);
    assertThat(reply.header("Allow")).isEqualTo("POST, OPTIONS");
  }

  @Test // §2.1: a form
  void refuses_json_and_parameters_in_the_url() {
    assertThat(Http.postJson(par(), "{\"client_id\":\"x\"}")).isOAuthError(400, "invalid_request");
    String url = par() + '?' + Http.query(open.request("mcp.read"));
    assertThat(Http.postForm(url, List.of())).isOAuthError(400, "invalid_request");
  }

  @Test // §2: authenticates as at the token endpoint
  void refuses_a_client_that_does_not_prove_who_it_is() {
    assertThat(push(with(open, "client_id", ""))).isOAuthError(400, "invalid_request");
    assertThat(push(with(open, "client_id", "nobody"))).isOAuthError(401, "invalid_client");
    assertThat(push(keeper.request("mcp.read"))).isOAuthError(401, "invalid_client");
    assertThat(push(with(keeper, "client_secret", "wrong"))).isOAuthError(401, "invalid_client");
    assertThat(push(with(open, "client_secret", "any"))).isOAuthError(401, "invalid_client");
  }

  @Test // §2.1
  void refuses_a_pushed_request_uri() {
    String reference = reference(open);
    for (String uri : List.of(reference, PREFIX + "x", app.origin() + "/health")) {
      assertThat(push(with(open, "request_uri", uri))).isOAuthError(400, "invalid_request");
    }
    assertThat(push(with(open, "request", "eyJhbGciOiJub25lIn0.e30.")))
        .isOAuthError(400, "request_not_supported");
  }

  @ParameterizedTest // §2.3: the checks of the authorization endpoint, at once and as JSON
  @CsvSource({
    "redirect_uri, https://evil.example/cb, invalid_request",
    "response_type, '', invalid_request",
    "response_type, token, unsupported_response_type",
    "response_mode, form_post, invalid_request",
    "code_challenge, '', invalid_request",
    "code_challenge, short, invalid_request",
    "code_challenge_method, plain, invalid_request",
    "resource, https://evil.example/mcp, invalid_target",
    "scope, root, invalid_scope",
    "prompt, none login, invalid_request",
    "max_age, soon, invalid_request"
  })
  void refuses_what_the_authorization_endpoint_would_refuse(
      String name, String value, String error) {
    assertThat(push(with(open, name, value))).isOAuthError(400, error);
  }

  @ParameterizedTest // RFC 6749 §3.1
  @ValueSource(strings = {"redirect_uri", "scope", "state", "client_id", "prompt"})
  void refuses_a_parameter_that_comes_twice(String name) {
    List<String> pairs = pairs(with(open, name, "x"));
    pairs.addAll(List.of(name, "x"));
    assertThat(Http.postForm(par(), pairs)).isOAuthError(400, "invalid_request");
  }

  @Test // §2.4: what is not registered stays so, also for clients that authenticate
  void refuses_a_redirect_uri_that_is_not_registered_to_a_confidential_client() {
    Map<String, String> request = with(keeper, "client_secret", keeper.secret());
    request.put("redirect_uri", "https://evil.example/cb");
    assertThat(push(request)).isOAuthError(400, "invalid_request");
  }

  @Test // CWE-770
  void refuses_a_body_that_is_too_large() {
    assertThat(push(with(open, "state", "s".repeat(100_000)))).isOAuthError(413, "invalid_request");
    assertThat(push(with(open, "state", "s".repeat(5_000)))).isOAuthError(400, "invalid_request");
  }

  @Test // §4, §7.3
  void shows_a_page_when_the_request_was_opened_before() {
    String reference = reference(open);
    assertThat(authorize(open.id(), reference)).isLoginPage();
    assertThat(authorize(open.id(), reference)).isErrorPage();
  }

  @Test // §7.3
  void lets_one_of_many_browsers_open_it() {
    String reference = reference(open);
    List<Integer> statuses =
        Parallel.times(32, () -> authorize(open.id(), reference).status());
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    assertThat(statuses.stream().filter(status -> status == 400)).hasSize(31);
  }

  @Test // §2.2, §4
  void shows_a_page_when_the_request_has_expired() {
    String reference = reference(open);
    CLOCK.advance(Duration.ofSeconds(60));
    assertThat(authorize(open.id(), reference)).isErrorPage();
  }

  @Test // §2.2: bound to the client; and the other one does not use it up
  void shows_a_page_when_another_client_pushed_it() {
    String reference = reference(keeper);
    assertThat(authorize(open.id(), reference)).isErrorPage();
    assertThat(authorize("nobody", reference)).isErrorPage();
    assertThat(new WebBrowser().open(url(Map.of("request_uri", reference)))).isErrorPage();
    assertThat(authorize(keeper.id(), reference)).isLoginPage();
  }

  @ParameterizedTest // §7.1: guessing
  @ValueSource(strings = {"", "x", "0000000000000000000000000000000000000000000"})
  void shows_a_page_for_a_reference_that_nobody_was_given(String value) {
    assertThat(authorize(open.id(), PREFIX + value)).isErrorPage();
  }

  @Test // RFC 6749 §3.1; RFC 9101 §5
  void shows_a_page_for_two_references_and_for_a_request_object_beside() {
    String one = reference(open);
    String query = url(query(open.id(), one)) + "&request_uri=" + PREFIX + "x";
    assertThat(new WebBrowser().open(query)).isErrorPage();
    Map<String, String> both = query(open.id(), one);
    both.put("request", "eyJhbGciOiJub25lIn0.e30.");
    assertThat(new WebBrowser().open(url(both))).isErrorPage();
    assertThat(authorize(open.id(), one)).isLoginPage(); // and it was not used up
  }

  @Test // RFC 9101 §10.4: nothing is fetched
  void refuses_a_reference_that_is_not_ours() {
    Map<String, String> request = with(open, "request_uri", app.origin() + "/health");
    assertThat(new WebBrowser().open(url(request))).isRefusedToClient("request_uri_not_supported");
  }

  @Test // §4; RFC 9101 §6.3: nothing beside the reference counts
  void ignores_everything_else_in_the_url() {
    Map<String, String> query = query(open.id(), reference(open));
    query.put("redirect_uri", "https://evil.example/cb");
    query.put("scope", "admin:notes");
    query.put("state", "evil");
    query.put("prompt", "none");
    query.put("code_challenge", "x".repeat(43));
    query.put("response_type", "token");
    query.put("resource", "https://evil.example/mcp");
    var alice = new WebBrowser().logIn(app.issuer(), "alice");
    Reply page = alice.open(url(query));
    assertThat(page).isConsentPage();
    assertThat(page.html().select("input[name=scope]").eachAttr("value"))
        .containsExactly("mcp.read");
    Reply answer = alice.submit(page, form -> form.add("decision", "approve"));
    assertThat(answer.location()).startsWith(open.redirectUri() + '?');
    assertThat(answer.answer()).containsEntry("state", "the-state");
    assertThat(open.redeem(answer.answer().get("code"))).hasStatus(200);
  }

  @Test // §2.2
  void answers_with_a_reference_that_nobody_can_guess() {
    Reply reply = push(open.request("mcp.read"));
    assertThat(reply).hasStatus(201);
    assertThat(reply.header("Cache-Control")).contains("no-store");
    assertThat(reply.json().fieldNames()).containsExactlyInAnyOrder("request_uri", "expires_in");
    assertThat(reply.json().getInteger("expires_in")).isEqualTo(60);
    assertThat(reply.json().getString("request_uri"))
        .matches(PREFIX + "[A-Za-z0-9_-]{43}")
        .isNotEqualTo(reference(open));
  }

  @Test // §2, §4
  void walks_the_whole_handshake_for_a_client_with_a_secret() {
    var alice = new WebBrowser().logIn(app.issuer(), "alice");
    Reply page = alice.open(url(query(keeper.id(), reference(keeper))));
    Reply answer = alice.submit(page, form -> form.add("decision", "approve"));
    assertThat(answer.answer()).containsOnlyKeys("code", "state", "iss");
    Reply tokens = keeper.redeem(answer.answer().get("code"));
    assertThat(app.whoami(tokens.json().getString("access_token"))).hasStatus(200);
  }

  @Test // §4: errors go where the pushed request says
  void tells_the_client_what_can_only_be_known_in_the_browser() {
    Map<String, String> silent = with(open, "prompt", "none");
    Reply answer = authorize(open.id(), push(silent).json().getString("request_uri"));
    assertThat(answer).isRefusedToClient("login_required");
    assertThat(answer.answer()).containsEntry("state", "the-state");
  }

  @Test // §5
  void is_announced_and_not_required() {
    JsonObject metadata =
        Http.get(app.issuer() + "/.well-known/oauth-authorization-server").json();
    assertThat(metadata.getString("pushed_authorization_request_endpoint")).isEqualTo(par());
    assertThat(metadata.getBoolean("require_pushed_authorization_requests")).isFalse();
    assertThat(open.authorize(open.request("mcp.read"))).isLoginPage();
  }

  @Test // clients in a browser
  void is_open_to_pages_of_other_origins() {
    Reply reply =
        Http.postForm(par(), pairs(open.request("mcp.read")), "Origin", "http://localhost:6274");
    assertThat(reply).hasStatus(201);
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
    Reply refusal = Http.postForm(par(), List.of(), "Origin", "http://localhost:6274");
    assertThat(refusal.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test // whoever reads the log can open nothing
  void writes_no_reference_into_the_log() {
    try (var recording = new Recording(app.gatehouse())) {
      String value = reference(open).substring(PREFIX.length());
      authorize(open.id(), PREFIX + value);
      assertThat(recording.lines()).isNotEmpty().noneMatch(line -> line.contains(value));
      assertThat(recording.events()).noneMatch(event -> event.line().contains(value));
    }
  }

  private static String par() {
    return app.issuer() + "/par";
  }

  private static String reference(TestClient client) {
    Map<String, String> request = client.request("mcp.read");
    if (!client.secret().isEmpty()) {
      request.put("client_secret", client.secret());
    }
    Reply reply = push(request);
    assertThat(reply).hasStatus(201);
    return reply.json().getString("request_uri");
  }

  private static Reply push(Map<String, String> request) {
    return Http.postForm(par(), pairs(request));
  }

  private static List<String> pairs(Map<String, String> request) {
    var pairs = new ArrayList<String>();
    request.forEach((name, value) -> pairs.addAll(List.of(name, value)));
    return pairs;
  }

  private static Map<String, String> with(TestClient client, String name, String value) {
    Map<String, String> request = client.request("mcp.read");
    request.put(name, value);
    return request;
  }

  private static Reply authorize(String clientId, String reference) {
    return new WebBrowser().open(url(query(clientId, reference)));
  }

  private static Map<String, String> query(String clientId, String reference) {
    var query = new LinkedHashMap<String, String>();
    query.put("client_id", clientId);
    query.put("request_uri", reference);
    return query;
  }

  private static String url(Map<String, String> query) {
    return app.issuer() + "/authorize?" + Http.query(query);
  }
}
