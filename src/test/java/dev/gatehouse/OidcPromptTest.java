package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DemoUsers;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Recording;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may want of the login: {@code max_age} and {@code login_hint} beside {@code prompt}, OpenID Connect Core §3.1.2.1. */
class OidcPromptTest {
  private static final MovableClock CLOCK = new MovableClock();

  @RegisterExtension
  static final App app = App.started().at(CLOCK);

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

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "+1", "1.5", "1e3", "0x10", "ten", " 60", "60 ", "60s", "99999999999", "٣"})
  void refuses_a_max_age_that_is_no_number_of_seconds(String maxAge) {
    assertThat(open(new WebBrowser(), "max_age", maxAge)).isRefusedToClient("invalid_request");
  }

  @ParameterizedTest // RFC 6749 §3.1: not more than once
  @ValueSource(strings = {"max_age", "login_hint"})
  void refuses_a_parameter_that_comes_twice(String name) {
    Reply reply = alice.open(url(name, "60") + '&' + name + "=60");
    assertThat(reply).isRefusedToClient("invalid_request");
  }

  @Test
  void asks_for_the_password_again_when_the_login_is_older_than_max_age() {
    CLOCK.advance(Duration.ofSeconds(61));
    Reply page = open(alice, "max_age", "60");
    assertThat(page).isLoginPage();
    // … and the consent page cannot be reached around it.
    String consent =
        app.issuer() + "/consent?transaction=" + WebBrowser.Form.of(page).value("transaction");
    assertThat(alice.open(consent)).isLoginPage();
    assertThat(passwordOf(page)).isConsentPage();
  }

  @Test
  void takes_no_consent_on_a_login_that_is_older_than_max_age() {
    CLOCK.advance(Duration.ofSeconds(61));
    Reply old = open(alice, "max_age", "60");
    Reply young = open(alice, "max_age", "3600");
    String transaction = WebBrowser.Form.of(old).value("transaction");
    Reply forged = alice.submit(
        young, form -> form.set("transaction", transaction).add("decision", "approve"));
    assertThat(forged).isLoginPage();
  }

  @Test
  void asks_for_no_password_when_the_login_is_young_enough() {
    CLOCK.advance(Duration.ofSeconds(50));
    assertThat(open(alice, "max_age", "60")).isConsentPage();
    assertThat(open(alice, "max_age", "9999999999")).isConsentPage();
    assertThat(open(alice, "max_age", "")).isConsentPage();
  }

  @Test
  void measures_the_age_at_the_request_so_that_nobody_must_hurry() {
    Reply page = open(alice, "max_age", "60");
    CLOCK.advance(Duration.ofSeconds(61));
    Reply answer = alice.submit(page, form -> form.add("decision", "approve"));
    assertThat(answer.answer()).containsKey("code");
  }

  @ParameterizedTest // max_age=0 is prompt=login
  @ValueSource(strings = {"0", "00"})
  void asks_for_the_password_each_time_when_max_age_is_zero(String zero) {
    Reply page = open(alice, "max_age", zero);
    assertThat(page).isLoginPage();
    assertThat(passwordOf(page)).isConsentPage();
    assertThat(open(alice, "max_age", zero)).isLoginPage();
  }

  @ParameterizedTest // §3.1.2.6
  @ValueSource(strings = {"0", "60"})
  void tells_the_client_when_the_login_is_too_old_and_nobody_may_be_asked(String maxAge) {
    CLOCK.advance(Duration.ofSeconds(61));
    Reply reply = alice.open(url("max_age", maxAge) + "&prompt=none");
    assertThat(reply).isRefusedToClient("login_required");
    assertThat(alice.open(url("max_age", "3600") + "&prompt=none"))
        .isRefusedToClient("consent_required");
  }

  @Test
  void fills_in_the_user_name_that_the_client_suggests() {
    Reply page = open(new WebBrowser(), "login_hint", "bob");
    assertThat(page).isLoginPage();
    assertThat(nameIn(page)).isEqualTo("bob");
    // A form that went out of date keeps it.
    var browser = new WebBrowser();
    Reply stale = browser.submit(
        open(browser, "login_hint", "bob"), form -> form.set("csrf", "x").set("username", "eve"));
    assertThat(nameIn(stale)).isEqualTo("bob");
  }

  @Test // a hint is no login, and no permission to skip it
  void believes_no_hint() {
    assertThat(open(new WebBrowser(), "login_hint", "alice")).isLoginPage();
    Reply consent = open(alice, "login_hint", "bob");
    assertThat(consent).isConsentPage();
    assertThat(consent.html().text()).contains("alice").doesNotContain("bob");
  }

  @ParameterizedTest // CWE-79, CWE-451
  @ValueSource(
      strings = {
        "\"><script>alert(1)</script>",
        "x\" autofocus onfocus=\"alert(1)",
        "{{ csrf }}",
        "al\u202eice\u200b\r\nbob"
      })
  void shows_a_hint_as_text_only(String hint) {
    Reply page = open(new WebBrowser(), "login_hint", hint);
    assertThat(page).isLoginPage();
    assertThat(page.html().select("main script, .card script, [onfocus]")).isEmpty();
    assertThat(nameIn(page)).doesNotContain("\u202e", "\u200b", "\n", "\r");
  }

  @Test
  void leaves_out_a_hint_that_is_longer_than_any_name() {
    Reply page = open(new WebBrowser(), "login_hint", "a".repeat(61));
    assertThat(nameIn(page)).isEmpty();
    assertThat(nameIn(open(new WebBrowser(), "login_hint", "a".repeat(60)))).hasSize(60);
  }

  @Test // it may be someone's address
  void writes_no_hint_into_the_log() {
    try (var recording = new Recording(app.gatehouse())) {
      Reply page = open(new WebBrowser(), "login_hint", "carol-of-the-hint");
      assertThat(nameIn(page)).isEqualTo("carol-of-the-hint");
      assertThat(recording.lines()).noneMatch(line -> line.contains("carol-of-the-hint"));
    }
  }

  private Reply passwordOf(Reply page) {
    CLOCK.advance(Duration.ofMillis(1));
    return alice.submit(
        page, form -> form.set("username", "alice").set("password", DemoUsers.password("alice")));
  }

  private static String nameIn(Reply page) {
    return page.html().select("input[name=username]").attr("value");
  }

  private static Reply open(WebBrowser browser, String name, String value) {
    return browser.open(url(name, value));
  }

  private static String url(String name, String value) {
    Map<String, String> request = client.request("mcp.read");
    request.put(name, value);
    return app.issuer() + "/authorize?" + Http.query(request);
  }
}
