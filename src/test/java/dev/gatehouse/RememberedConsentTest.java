package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Recording;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user need not be asked again, and all the ways to be asked again. RFC 6749 §10.2, RFC 8252 §8.6, RFC 9700 §4.4. */
class RememberedConsentTest {
  private static final String WEB = "https://app.example.test/cb";
  private static final String WEB_TOO = "https://app.example.test/other";
  private static final MovableClock CLOCK = new MovableClock();

  @RegisterExtension
  static final App app = App.started().at(CLOCK);

  @RegisterExtension
  static final App forgetful =
      App.with(settings -> settings.set("auth-server.consent-ttl-seconds", 0));

  private TestClient client;
  private WebBrowser alice;

  @BeforeEach
  void registerAndLogIn() {
    client = client("client_secret_post", WEB, WEB_TOO);
    alice = new WebBrowser().logIn(app.issuer(), "alice");
  }

  @ParameterizedTest // RFC 8252 §8.6: whoever waits there now may be another program
  @CsvSource({
    "none, http://localhost:6274/cb",
    "none, http://127.0.0.1/cb",
    "none, https://localhost/cb",
    "none, com.example.app:/cb",
    "client_secret_post, http://127.0.0.1/cb",
    "client_secret_post, https://127.0.0.1/cb",
    "client_secret_post, com.example.app:/cb"
  })
  void remembers_nothing_where_another_program_may_wait(String method, String redirect) {
    TestClient local = client(method, redirect);
    allow(local, alice, "alice", local.request("mcp.read"));
    Reply page = push(local, alice, local.request("mcp.read"));
    assertThat(page).isConsentPage();
    assertThat(page.html().text()).contains("asked each time");
    assertThat(page.html().select("button[value=approve]").text()).isEqualTo("Allow");
  }

  @Test // known by its web addresses alone: by all of them
  void remembers_nothing_for_a_public_client_of_which_one_address_is_local() {
    TestClient mixed = client("none", WEB, "http://localhost/cb");
    allow(mixed, alice, "alice", mixed.request("mcp.read"));
    Reply page = mixed.consentPage(alice, "alice", mixed.request("mcp.read"));
    assertThat(page.html().text()).contains("asked each time");
    assertThat(page.html().select("button[value=approve]").text()).isEqualTo("Allow");
  }

  @ParameterizedTest // GHSA-6x8h-498w-gv8c: no header tells the client from who leads the browser
  // here
  @CsvSource({
    "none, ''",
    "none, cross-site",
    "none, same-site",
    "none, same-origin",
    "none, none",
    "client_secret_post, ''",
    "client_secret_post, cross-site",
    "client_secret_post, none"
  })
  void asks_for_a_click_where_the_client_did_not_prove_that_it_asks(String method, String site) {
    TestClient web = client(method, WEB);
    allow(web, alice, "alice", web.request("mcp.read"));
    String url = app.issuer() + "/authorize?" + Http.query(web.request("mcp.read"));
    Reply reply =
        Http.get(url, "Sec-Fetch-Site", site, "Sec-Fetch-User", "?1", "Cookie", cookieOf(alice));
    assertThat(reply.location()).contains("/consent?transaction=");
    Reply silent = alice.get(url + "&prompt=none");
    assertThat(silent).offersTheWayBack("consent_required");
  }

  @Test // it would be the sender's word only
  void asks_for_a_click_where_a_client_without_secret_pushed_the_request() {
    TestClient web = client("none", WEB);
    allow(web, alice, "alice", web.request("mcp.read"));
    assertThat(push(web, alice, web.request("mcp.read"))).isConsentPage();
  }

  @Test
  void says_what_was_allowed_before_and_what_is_new() {
    TestClient web = client("none", WEB);
    Reply first = web.consentPage(alice, "alice", web.request("mcp.read"));
    assertThat(first.html().text()).contains("remembered for 30 days").doesNotContain("before");
    assertThat(first.html().select("button[value=approve]").text()).isEqualTo("Allow");
    alice.submit(first, form -> form.add("decision", "approve"));
    CLOCK.advance(Duration.ofDays(3));
    alice.logIn(app.issuer(), "alice");
    Reply second = web.consentPage(alice, "alice", web.request("mcp.read"));
    assertThat(second.html().text()).contains("3 days ago").contains("allowed before");
    assertThat(second.html().select("button[value=approve]").text()).isEqualTo("Continue");
    Reply more = web.consentPage(alice, "alice", web.request("mcp.read notes:write"));
    assertThat(more.html().select("label:contains(mcp.read)").text()).contains("allowed before");
    assertThat(more.html().select("label:contains(notes:write)").text()).contains("new");
    assertThat(more.html().select("button[value=approve]").text()).isEqualTo("Allow");
  }

  @Test
  void answers_at_once_where_the_client_proved_that_it_asks() {
    allow(client, alice, "alice", client.request("mcp.read notes:read"));
    try (var recording = new Recording(app.gatehouse())) {
      Reply reply = push(client, alice, client.request("mcp.read"));
      assertThat(client.redeem(reply.answer().get("code")).json().getString("scope"))
          .isEqualTo("mcp.read");
      assertThat(reply.answer()).containsEntry("state", "the-state").containsKey("iss");
      assertThat(recording.lines())
          .anyMatch(line -> line.contains("consent") && line.contains("remembered"));
    }
  }

  @Test // OpenID Connect Core §3.1.2.6
  void answers_prompt_none_with_a_session_and_a_consent_for_every_scope_only() {
    Map<String, String> request = with(client.request("mcp.read"), "prompt", "none");
    assertThat(push(client, alice, request)).offersTheWayBack("consent_required");
    allow(client, alice, "alice", client.request("mcp.read"));
    assertThat(push(client, new WebBrowser(), request)).offersTheWayBack("login_required");
    assertThat(push(client, alice, request).answer()).containsKey("code");
    Map<String, String> more = with(client.request("mcp.read notes:read"), "prompt", "none");
    assertThat(push(client, alice, more)).offersTheWayBack("consent_required");
    CLOCK.advance(Duration.ofSeconds(61));
    assertThat(push(client, alice, with(request, "max_age", "60")))
        .offersTheWayBack("login_required");
  }

  @Test
  void asks_again_for_more_scopes_and_for_those_that_were_not_ticked() {
    Reply page = client.consentPage(alice, "alice", client.request("mcp.read notes:write"));
    alice.submit(
        page, form -> form.remove("scope").add("scope", "mcp.read").add("decision", "approve"));
    assertThat(push(client, alice, client.request("mcp.read")).answer()).containsKey("code");
    assertThat(push(client, alice, client.request("mcp.read notes:write"))).isConsentPage();
    assertThat(push(client, alice, client.request("notes:read"))).isConsentPage();
  }

  @Test // a scope that is unticked later is remembered no longer
  void forgets_a_scope_that_was_refused_the_second_time() {
    allow(client, alice, "alice", client.request("mcp.read notes:write"));
    Reply page = client.consentPage(alice, "alice", client.request("mcp.read notes:write"));
    alice.submit(
        page, form -> form.remove("scope").add("scope", "mcp.read").add("decision", "approve"));
    assertThat(push(client, alice, client.request("notes:write"))).isConsentPage();
    assertThat(push(client, alice, client.request("mcp.read")).answer()).containsKey("code");
  }

  @Test // what the ring does not allow cannot be asked for
  void needs_no_answer_for_a_scope_that_nobody_could_tick() {
    var bob = new WebBrowser().logIn(app.issuer(), "bob");
    allow(client, bob, "bob", client.request("mcp.read admin:notes"));
    Reply reply = push(client, bob, client.request("mcp.read admin:notes"));
    assertThat(client.redeem(reply.answer().get("code")).json().getString("scope"))
        .isEqualTo("mcp.read");
    assertThat(push(client, bob, client.request("admin:notes"))).isConsentPage();
  }

  @ParameterizedTest // OpenID Connect Core §3.1.2.1
  @ValueSource(strings = {"consent", "login", "login consent", "select_account"})
  void asks_again_when_the_client_wishes_it(String prompt) {
    allow(client, alice, "alice", client.request("mcp.read"));
    Reply page = push(client, alice, with(client.request("mcp.read"), "prompt", prompt));
    if (prompt.equals("consent")) {
      assertThat(page).isConsentPage();
    } else {
      assertThat(page).isLoginPage();
    }
  }

  @Test
  void asks_for_the_password_again_when_the_login_is_too_old() {
    allow(client, alice, "alice", client.request("mcp.read"));
    CLOCK.advance(Duration.ofSeconds(61));
    Map<String, String> request = with(client.request("mcp.read"), "max_age", "60");
    assertThat(push(client, alice, request)).isLoginPage();
  }

  @Test // GHSA-6x8h-498w-gv8c, MCP
  void asks_again_for_another_redirect_uri() {
    allow(client, alice, "alice", client.request("mcp.read"));
    Map<String, String> other = with(client.request("mcp.read"), "redirect_uri", WEB_TOO);
    Reply page = push(client, alice, other);
    assertThat(page).isConsentPage();
    assertThat(page.html().text()).doesNotContain("allowed before");
  }

  @Test // MCP: per client
  void asks_again_for_another_client_of_the_same_looks() {
    allow(client, alice, "alice", client.request("mcp.read"));
    TestClient twin = client("client_secret_post", WEB, WEB_TOO);
    assertThat(push(twin, alice, twin.request("mcp.read"))).isConsentPage();
  }

  @Test // the browser stays, the person does not
  void asks_the_next_user_of_the_same_browser() {
    allow(client, alice, "alice", client.request("mcp.read"));
    alice.logIn(app.issuer(), "bob");
    Reply page = push(client, alice, client.request("mcp.read"));
    assertThat(page).isConsentPage();
    assertThat(page.html().text()).contains("bob").doesNotContain("allowed before");
  }

  @Test
  void asks_whoever_logs_in_to_another_browser_for_the_password_only() {
    allow(client, alice, "alice", client.request("mcp.read"));
    var elsewhere = new WebBrowser();
    assertThat(push(client, elsewhere, client.request("mcp.read"))).isLoginPage();
    elsewhere.logIn(app.issuer(), "alice");
    assertThat(push(client, elsewhere, client.request("mcp.read")).answer()).containsKey("code");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void asks_again_after_a_denial(boolean allowedBefore) {
    if (allowedBefore) {
      allow(client, alice, "alice", client.request("mcp.read"));
    }
    Reply page = client.consentPage(alice, "alice", client.request("mcp.read"));
    assertThat(alice.submit(page, form -> form.add("decision", "deny")))
        .offersTheWayBack("access_denied");
    assertThat(push(client, alice, client.request("mcp.read"))).isConsentPage();
  }

  @ParameterizedTest // RFC 7592 §2.2
  @CsvSource({
    "client_name, Another name",
    "redirect_uris, https://app.example.test/third",
    "client_uri, https://other.example.test/"
  })
  void asks_again_when_the_client_calls_itself_or_is_reached_otherwise(String name, String value) {
    allow(client, alice, "alice", client.request("mcp.read"));
    Object changed =
        name.equals("redirect_uris") ? new JsonArray().add(WEB).add(WEB_TOO).add(value) : value;
    JsonObject metadata = metadata("client_secret_post", WEB, WEB_TOO)
        .put("client_name", "Test client")
        .put("client_id", client.id())
        .put(name, changed);
    Reply put = Http.send(
        "PUT",
        app.issuer() + "/register/" + client.id(),
        metadata.encode(),
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer " + client.registrationToken());
    assertThat(put).hasStatus(200);
    Reply page = push(client, alice, client.request("mcp.read"));
    assertThat(page).isConsentPage();
    assertThat(page.html().text()).doesNotContain("allowed before");
  }

  @Test
  void asks_again_when_the_time_is_over() {
    allow(client, alice, "alice", client.request("mcp.read"));
    CLOCK.advance(Duration.ofDays(30));
    alice.logIn(app.issuer(), "alice");
    assertThat(push(client, alice, client.request("mcp.read"))).isConsentPage();
  }

  @Test
  void remembers_nothing_where_the_operator_wants_it_so() {
    TestClient web = forgetful.client(metadata("client_secret_post", WEB));
    var browser = new WebBrowser().logIn(forgetful.issuer(), "alice");
    for (int i = 0; i < 2; i++) {
      Reply page = push(web, browser, web.request("mcp.read"), forgetful);
      assertThat(page).isConsentPage();
      assertThat(page.html().text()).contains("asked each time");
      browser.submit(page, form -> form.add("decision", "approve"));
    }
  }

  private static TestClient client(String method, String... redirects) {
    return app.client(metadata(method, redirects));
  }

  private static JsonObject metadata(String method, String... redirects) {
    return new JsonObject()
        .put("token_endpoint_auth_method", method)
        .put("redirect_uris", new JsonArray(List.of(redirects)));
  }

  private static void allow(
      TestClient client, WebBrowser browser, String user, Map<String, String> request) {
    Reply page = client.consentPage(browser, user, request);
    Reply reply = browser.submit(page, form -> form.add("decision", "approve"));
    assertThat(reply.answer()).containsKey("code");
  }

  private static Reply push(TestClient client, WebBrowser browser, Map<String, String> request) {
    return push(client, browser, request, app);
  }

  /** Pushes the request and opens the reference; what the browser ends at. */
  private static Reply push(
      TestClient client, WebBrowser browser, Map<String, String> request, App at) {
    var parameters = new ArrayList<String>();
    request.forEach((name, value) -> parameters.addAll(List.of(name, value)));
    if (!client.secret().isEmpty()) {
      parameters.addAll(List.of("client_secret", client.secret()));
    }
    Reply pushed = Http.postForm(at.issuer() + "/par", parameters);
    assertThat(pushed).hasStatus(201);
    var reference =
        Map.of("client_id", client.id(), "request_uri", pushed.json().getString("request_uri"));
    return browser.open(at.issuer() + "/authorize?" + Http.query(reference));
  }

  private static Map<String, String> with(Map<String, String> request, String name, String value) {
    request.put(name, value);
    return request;
  }

  private static String cookieOf(WebBrowser browser) {
    return browser.cookies().entrySet().stream()
        .map(one -> one.getKey() + '=' + one.getValue())
        .reduce("", (all, one) -> all.isEmpty() ? one : all + "; " + one);
  }
}
