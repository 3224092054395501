package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A link to this server leads nobody to a stranger's address unasked, RFC 9700 §4.11.2. */
class Rfc9700OpenRedirectorTest {
  private static final String PHISH = "https://evil.example/phish";
  private static final String NAMED = "https://named.example.test/cb";

  @RegisterExtension
  static final App app = App.with(settings -> settings.set(
          "auth-server.clients",
          List.of(Map.of("id", "named", "name", "Named", "redirect-uris", List.of(NAMED)))))
      .at(new MovableClock());

  @ParameterizedTest // every mistake that a link can have
  @CsvSource({
    "scope, no-such-scope, invalid_scope",
    "response_type, token, unsupported_response_type",
    "response_type, '', invalid_request",
    "response_mode, fragment, invalid_request",
    "response_mode, form_post, invalid_request",
    "code_challenge, x, invalid_request",
    "code_challenge_method, plain, invalid_request",
    "resource, https://other.example/, invalid_target",
    "prompt, none, login_required",
    "prompt, sometimes, invalid_request",
    "max_age, -1, invalid_request",
    "request, x, request_not_supported",
    "request_uri, https://evil.example/r, request_uri_not_supported"
  })
  void asks_before_it_leads_to_a_client_that_nobody_vouches_for(
      String name, String value, String error) {
    TestClient evil = client(PHISH);
    Reply page = evil.authorize(with(evil, name, value));
    assertThat(page).offersTheWayBack(error).hasStatus(400);
    assertThat(page.wayBack())
        .containsEntry("state", "the-state")
        .containsEntry("iss", app.issuer());
    assertThat(page.html().selectFirst("#destination").text()).isEqualTo("evil.example");
    assertThat(page.html().select("meta[http-equiv], script, iframe, form")).isEmpty();
    assertThat(page.html().selectFirst("a#leave").attr("rel")).contains("noreferrer");
    assertThat(page.html().select("a[href*=/console/#error/]")).hasSize(1);
  }

  @ParameterizedTest // an application is opened no sooner
  @ValueSource(strings = {"cursor://anysphere.cursor-mcp/oauth/callback", "com.example.app:/cb"})
  void asks_before_it_opens_an_application(String redirect) {
    TestClient evil = client(redirect);
    Reply page = evil.authorize(with(evil, "scope", "no-such-scope"));
    assertThat(page).offersTheWayBack("invalid_scope");
    assertThat(page.html().selectFirst("a#leave").attr("href")).startsWith(redirect + "?error=");
  }

  @Test // logged in or not, remembered or not
  void asks_where_prompt_none_finds_somebody_who_would_have_to_decide() {
    TestClient evil = client(PHISH);
    WebBrowser alice = new WebBrowser().logIn(app.issuer(), "alice");
    assertThat(alice.open(url(with(evil, "prompt", "none")))).offersTheWayBack("consent_required");
  }

  @Test // who says no is not sent where they did not want to go
  void asks_after_a_denial() {
    TestClient evil = client(PHISH);
    for (String decision : List.of("deny", "approve")) {
      WebBrowser alice = new WebBrowser();
      Reply consent = evil.consentPage(alice, "alice", evil.request("mcp.read"));
      Reply page =
          alice.submitOnly(consent, form -> form.remove("scope").add("decision", decision));
      assertThat(page).offersTheWayBack("access_denied").hasStatus(200);
      assertThat(page.wayBack()).containsEntry("state", "the-state");
    }
  }

  @Test // RFC 9126 §2.3: the client itself is told at once; what is left for the browser is asked
  // there
  void asks_for_a_pushed_request_too() {
    TestClient evil = client(PHISH);
    List<String> form = new ArrayList<>();
    with(evil, "prompt", "none").forEach((name, value) -> form.addAll(List.of(name, value)));
    String reference = Http.postForm(app.issuer() + "/par", form).json().getString("request_uri");
    Reply page =
        new WebBrowser().open(url(Map.of("client_id", evil.id(), "request_uri", reference)));
    assertThat(page).offersTheWayBack("login_required");
  }

  @Test // the form of another site comes by POST
  void asks_whatever_the_method() {
    TestClient evil = client(PHISH);
    List<String> form = new ArrayList<>();
    with(evil, "scope", "no-such-scope")
        .forEach((name, value) -> form.addAll(List.of(name, value)));
    assertThat(new WebBrowser().post(app.issuer() + "/authorize", form))
        .offersTheWayBack("invalid_scope");
  }

  @Test // RFC 6749 §4.1.2.1: this computer, or a client of the settings, is told at once
  void leads_straight_back_to_loopback_and_to_clients_of_the_operator() {
    TestClient local = app.client();
    assertThat(local.authorize(with(local, "scope", "no-such-scope")))
        .isRefusedToClient("invalid_scope");
    Map<String, String> request = with(local, "scope", "no-such-scope");
    request.put("client_id", "named");
    request.put("redirect_uri", NAMED);
    assertThat(new WebBrowser().open(url(request))).isRefusedToClient("invalid_scope");
  }

  @Test // who allowed it knows where they go: the page named the address
  void leads_to_the_client_with_the_code() {
    TestClient other = client("https://app.example.test/cb");
    assertThat(other.approve("alice", other.request("mcp.read")).answer()).containsKey("code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ms-appinstaller://x/cb", "myapp://cb", "x-apple.systempreferences:/x"})
  void registers_no_scheme_that_starts_something_of_the_system(String redirect) {
    Reply reply = register(redirect);
    assertThat(reply).isOAuthError(400, "invalid_redirect_uri");
    assertThat(reply.json().getString("error_description")).contains(redirect, "scheme");
  }

  @Test
  void says_which_schemes_it_takes() {
    assertThat(register("myapp://cb").json().getString("error_description"))
        .contains("com.example.app", "cursor", "vscode", "http://127.0.0.1", "auth-server.clients");
  }

  private static Reply register(String redirect) {
    var metadata = new JsonObject().put("redirect_uris", new JsonArray().add(redirect));
    return Http.postJson(app.issuer() + "/register", metadata.encode());
  }

  private static TestClient client(String redirect) {
    return app.client(new JsonObject().put("redirect_uris", new JsonArray().add(redirect)));
  }

  private static Map<String, String> with(TestClient client, String name, String value) {
    var request = new LinkedHashMap<>(client.request("mcp.read"));
    request.put(name, value);
    return request;
  }

  private static String url(Map<String, String> request) {
    return app.issuer() + "/authorize?" + Http.query(request);
  }
}
