package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DemoUsers;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Who has the cookie of a login does not have the scopes of an administrator by it: they need a password that was given a moment ago. Every
 * program that waits on a loopback port gets the cookie, for cookies do not know ports (RFC 6265 §8.5).
 */
class ReauthenticationTest {
  private static final MovableClock CLOCK = MovableClock.stopped();
  private static final Duration LONGER = Duration.ofSeconds(301);

  @RegisterExtension
  static final App app = App.started().at(CLOCK);

  @RegisterExtension
  static final App own = App.with(settings -> settings
          .set("auth-server.reauthentication-scopes", List.of("notes:write"))
          .set("auth-server.reauthentication-max-age-seconds", 60))
      .at(CLOCK);

  private static TestClient client;

  private WebBrowser alice;

  @BeforeAll
  static void register() {
    client = app.client();
  }

  @BeforeEach
  void logIn() {
    alice = new WebBrowser().logIn(app.issuer(), "alice");
  }

  @Test
  void asks_for_the_password_again_and_says_why() {
    CLOCK.advance(LONGER);
    Reply page = alice.open(url(client, "mcp.read admin:notes"));
    assertThat(page).isLoginPage();
    assertThat(page.html().selectFirst("#reason").text())
        .contains("logged in as alice", "admin:notes", "5 minutes")
        .doesNotContain("mcp.read");
    assertThat(page.html().selectFirst("input[name=username]").attr("value")).isEqualTo("alice");
    Reply consent = password(alice, page, "alice");
    assertThat(consent).isConsentPage();
    assertThat(allow(alice, consent).answer()).containsKey("code");
  }

  @Test
  void asks_nothing_within_five_minutes_of_the_login() {
    CLOCK.advance(Duration.ofMinutes(5));
    assertThat(alice.open(url(client, "admin:notes"))).isConsentPage();
  }

  @Test // a step-up must stay easy
  void asks_nothing_for_other_scopes() {
    CLOCK.advance(Duration.ofMinutes(50));
    assertThat(alice.open(url(client, "mcp.read mcp.write notes:read notes:write")))
        .isConsentPage();
  }

  @Test // what nobody can grant needs no password
  void asks_nobody_whose_ring_has_no_such_scope() {
    WebBrowser bob = new WebBrowser().logIn(app.issuer(), "bob");
    CLOCK.advance(LONGER);
    assertThat(bob.open(url(client, "mcp.read admin:notes"))).isConsentPage();
  }

  @Test // around the login page there is no way
  void lets_nobody_to_the_consent_page_of_the_same_request() {
    CLOCK.advance(LONGER);
    Reply login = alice.open(url(client, "admin:notes"));
    String id = login.html().selectFirst("input[name=transaction]").attr("value");
    assertThat(alice.open(app.issuer() + "/consent?transaction=" + id)).isLoginPage();
    Reply forced = alice.post(
        app.issuer() + "/consent",
        List.of("transaction", id, "decision", "approve", "scope", "admin:notes"));
    assertThat(forced).hasNoCode();
    assertThat(alice.follow(forced).html().select("button[value=approve]")).isEmpty();
  }

  @Test // a page that was open over lunch
  void asks_where_the_decision_comes_later_than_that() {
    Reply consent = alice.open(url(client, "mcp.read admin:notes"));
    CLOCK.advance(LONGER);
    Reply late = alice.submit(
        consent,
        form -> form.remove("scope").add("scope", "admin:notes").add("decision", "approve"));
    assertThat(late).isLoginPage();
    Reply again = password(alice, late, "alice");
    assertThat(again).isConsentPage();
    assertThat(allow(alice, again).answer()).containsKey("code");
  }

  @Test
  void asks_nothing_late_where_no_such_scope_is_ticked_or_the_answer_is_no() {
    Reply consent = alice.open(url(client, "mcp.read admin:notes"));
    CLOCK.advance(LONGER);
    Reply some = alice.submitOnly(
        consent, form -> form.remove("scope").add("scope", "mcp.read").add("decision", "approve"));
    assertThat(some.answer()).containsKey("code");
    alice = new WebBrowser().logIn(app.issuer(), "alice");
    Reply second = alice.open(url(client, "mcp.read admin:notes"));
    CLOCK.advance(LONGER);
    Reply no = alice.submitOnly(second, form -> form.add("decision", "deny"));
    assertThat(no).isRefusedToClient("access_denied");
  }

  @Test // OpenID Connect Core §3.1.2.6
  void answers_prompt_none_with_login_required() {
    CLOCK.advance(LONGER);
    assertThat(alice.open(url(client, "admin:notes") + "&prompt=none"))
        .isRefusedToClient("login_required");
  }

  @Test // RFC 9126: nor what was allowed before, where a code would come at once
  void is_not_spared_by_a_remembered_consent() {
    TestClient remembered = app.client(new JsonObject()
        .put("token_endpoint_auth_method", "client_secret_post")
        .put("redirect_uris", new JsonArray().add("https://app.example.test/cb")));
    Reply consent = alice.open(url(remembered, "admin:notes"));
    assertThat(allow(alice, consent).answer()).containsKey("code");
    assertThat(alice.open(pushed(remembered)).answer()).containsKey("code");
    CLOCK.advance(LONGER);
    assertThat(alice.open(pushed(remembered))).isLoginPage();
  }

  @Test
  void says_so_where_the_client_wanted_a_new_login() {
    Reply page = alice.open(url(client, "mcp.read") + "&prompt=login");
    assertThat(page.html().selectFirst("#reason").text())
        .contains("logged in as alice", "the client asks for a new login");
    assertThat(new WebBrowser().open(url(client, "admin:notes")).html().select("#reason"))
        .isEmpty();
  }

  @Test
  void asks_for_the_scopes_of_the_settings_and_as_long_as_they_say() {
    TestClient its = own.client();
    WebBrowser her = new WebBrowser().logIn(own.issuer(), "alice");
    CLOCK.advance(Duration.ofSeconds(60));
    assertThat(her.open(own.issuer() + "/authorize?" + Http.query(its.request("notes:write"))))
        .isConsentPage();
    CLOCK.advance(Duration.ofSeconds(1));
    assertThat(her.open(own.issuer() + "/authorize?" + Http.query(its.request("admin:notes"))))
        .isConsentPage();
    Reply page = her.open(own.issuer() + "/authorize?" + Http.query(its.request("notes:write")));
    assertThat(page).isLoginPage();
    assertThat(page.html().selectFirst("#reason").text()).contains("1 minute");
  }

  private static Reply password(WebBrowser browser, Reply page, String user) {
    return browser.submit(
        page, form -> form.set("username", user).set("password", DemoUsers.password(user)));
  }

  /** Ticks the scope of an administrator by hand: it is not ticked by itself. */
  private static Reply allow(WebBrowser browser, Reply consent) {
    return browser.submitOnly(
        consent,
        form -> form.remove("scope").add("scope", "admin:notes").add("decision", "approve"));
  }

  private static String url(TestClient client, String scope) {
    return app.issuer() + "/authorize?" + Http.query(client.request(scope));
  }

  private static String pushed(TestClient client) {
    List<String> form = new ArrayList<>(List.of("client_secret", client.secret()));
    client.request("admin:notes").forEach((name, value) -> form.addAll(List.of(name, value)));
    String reference = Http.postForm(app.issuer() + "/par", form).json().getString("request_uri");
    return app.issuer() + "/authorize?"
        + Http.query(Map.of("client_id", client.id(), "request_uri", reference));
  }
}
