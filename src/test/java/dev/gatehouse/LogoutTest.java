package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import dev.gatehouse.testing.WebBrowser.Form;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end of a browser's session. */
class LogoutTest {
  @RegisterExtension
  static final App app = App.started();

  @Test // a link elsewhere logs nobody out
  void asks_before_it_logs_anyone_out() {
    var browser = new WebBrowser().logIn(app.issuer(), "alice");
    browser.open(app.issuer() + "/logout");
    assertThat(browser.open(app.issuer() + "/logout").html().text()).contains("alice");
  }

  @Test // CWE-352
  void refuses_a_form_without_its_token() {
    var browser = new WebBrowser().logIn(app.issuer(), "alice");
    Reply page = browser.open(app.issuer() + "/logout");
    assertThat(browser.submitOnly(page, form -> form.remove("csrf"))).isErrorPage();
    assertThat(browser.submitOnly(page, form -> form.set("csrf", "forged"))).isErrorPage();
    assertThat(browser.post(app.issuer() + "/logout", List.of())).isErrorPage();
    assertThat(browser.open(app.issuer() + "/logout").html().text()).contains("alice");
  }

  @Test // CWE-352: the form of another browser
  void refuses_the_form_of_another_browser() {
    var alice = new WebBrowser().logIn(app.issuer(), "alice");
    var bob = new WebBrowser().logIn(app.issuer(), "bob");
    Form form = Form.of(bob.open(app.issuer() + "/logout"));
    assertThat(alice.post(form.action(), form.parameters())).isErrorPage();
    assertThat(new WebBrowser().post(form.action(), form.parameters())).isErrorPage();
    assertThat(alice.open(app.issuer() + "/logout").html().text()).contains("alice");
  }

  @Test
  void has_nothing_to_end_where_nobody_is_logged_in() {
    Reply page = new WebBrowser().open(app.issuer() + "/logout");
    assertThat(page).hasStatus(200);
    assertThat(page.html().text()).contains("Nobody is logged in");
  }

  @Test // OWASP ASVS 7.4: the session ends on the server, not only in the browser
  void ends_the_session_for_good() {
    var browser = new WebBrowser().logIn(app.issuer(), "alice");
    Map<String, String> cookies = Map.copyOf(browser.cookies());
    Reply done = browser.submit(browser.open(app.issuer() + "/logout"), form -> {});
    assertThat(done.html().text()).contains("Logged out");
    // That alice logged in here before gives nobody access: it only keeps strangers' guesses off
    // her.
    assertThat(browser.cookies().keySet()).allMatch(name -> name.endsWith("_device"));
    browser.cookies().putAll(cookies);
    assertThat(browser.open(app.issuer() + "/logout").html().text()).contains("Nobody");
  }

  @Test // what was open for consent is open no longer
  void leaves_no_consent_form_behind() {
    TestClient client = app.client();
    var browser = new WebBrowser().logIn(app.issuer(), "alice");
    Reply consent = client.consentPage(browser, "alice", client.request("mcp.read"));
    Map<String, String> cookies = Map.copyOf(browser.cookies());
    browser.submit(browser.open(app.issuer() + "/logout"), form -> {});
    browser.cookies().putAll(cookies);
    assertThat(browser.submitOnly(consent, form -> form.add("decision", "approve")))
        .isErrorPage();
  }

  @Test // the page says so: clients keep what they were given
  void leaves_the_tokens_of_clients_alone() {
    TestClient client = app.client();
    String token = client.tokens("bob", "mcp.read").getString("refresh_token");
    var browser = new WebBrowser().logIn(app.issuer(), "bob");
    browser.submit(browser.open(app.issuer() + "/logout"), form -> {});
    assertThat(client.refresh(token)).hasStatus(200);
  }
}
