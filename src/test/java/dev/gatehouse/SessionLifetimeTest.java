package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long a login lasts: OWASP ASVS 7.3. */
class SessionLifetimeTest {
  private static final MovableClock CLOCK = new MovableClock();

  @RegisterExtension
  static final App app = App.with(settings -> settings
          .set("auth-server.session-ttl-seconds", 300)
          .set("auth-server.session-idle-seconds", 120))
      .at(CLOCK);

  private final TestClient client = app.client();
  private final WebBrowser alice = new WebBrowser().logIn(app.issuer(), "alice");

  @Test
  void asks_for_the_password_when_the_browser_was_not_used_for_too_long() {
    CLOCK.advance(Duration.ofMinutes(2));
    assertThat(alice.open(app.issuer() + "/allowed")).isLoginPage();
  }

  @Test
  void asks_for_the_password_in_the_end_however_busy_the_browser_is() {
    for (int i = 0; i < 2; i++) {
      CLOCK.advance(Duration.ofSeconds(100));
      assertThat(alice.open(app.issuer() + "/allowed")).hasStatus(200);
    }
    CLOCK.advance(Duration.ofSeconds(100));
    assertThat(alice.open(app.issuer() + "/allowed")).isLoginPage();
  }

  @Test // what was open for consent is open no longer
  void takes_no_decision_after_the_session_ended() {
    Reply page = client.consentPage(alice, "alice", client.request("mcp.read"));
    CLOCK.advance(Duration.ofMinutes(2));
    assertThat(alice.submitOnly(page, form -> form.add("decision", "approve"))).isErrorPage();
  }
}
