package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.DemoUsers;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import dev.gatehouse.testing.WebBrowser.Form;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page "What I allowed": whose it is, what it lists, and that one click ends it. */
class AllowedTest {
  private static final String WEB = "https://app.example.test/cb";

  @RegisterExtension
  static final App app = App.started();

  private TestClient client;
  private WebBrowser alice;
  private WebBrowser bob;

  @BeforeEach
  void logIn() {
    client = app.client(new JsonObject().put("client_name", "The client in question"));
    alice = new WebBrowser().logIn(app.issuer(), "alice");
    bob = new WebBrowser().logIn(app.issuer(), "bob");
  }

  @Test
  void asks_a_stranger_for_login_first_and_comes_back() {
    var stranger = new WebBrowser();
    Reply login = stranger.open(app.issuer() + "/allowed");
    assertThat(login).isLoginPage();
    Reply page = stranger.submit(
        login, form -> form.set("username", "bob").set("password", DemoUsers.password("bob")));
    assertThat(page.uri().getPath()).isEqualTo("/allowed");
  }

  @Test
  void shows_and_ends_nothing_of_another_user() {
    String refresh = allowed(client, alice, "alice").getString("refresh_token");
    assertThat(bob.open(page()).html().text()).doesNotContain(client.id());
    Form form = form(alice.open(page()), client);
    assertThat(bob.post(form.action(), form.parameters())).isErrorPage();
    Reply own = bob.open(page());
    String csrf = own.html().select("input[name=csrf]").attr("value");
    assertThat(bob.post(page(), List.of("client", client.id(), "csrf", csrf))).isErrorPage();
    assertThat(client.refresh(refresh)).hasStatus(200);
  }

  @ParameterizedTest // CWE-352
  @ValueSource(strings = {"", "forged", "another client's"})
  void refuses_a_form_without_its_token(String forgery) {
    String refresh = allowed(client, alice, "alice").getString("refresh_token");
    TestClient other = app.client();
    allowed(other, alice, "alice");
    Form form = form(alice.open(page()), client);
    String others = form(alice.open(page()), other).value("csrf");
    form.remove("csrf");
    if (!forgery.isEmpty()) {
      form.add("csrf", forgery.equals("forged") ? "x".repeat(43) : others);
    }
    assertThat(alice.post(form.action(), form.parameters())).isErrorPage();
    var stranger = new WebBrowser();
    assertThat(stranger.follow(stranger.post(form.action(), form.parameters()))).isLoginPage();
    assertThat(client.refresh(refresh)).hasStatus(200);
  }

  @Test // logged in again in another tab: the form is out of date, what the person wanted is not
  void asks_again_where_the_login_changed_since_the_page_was_shown() {
    String refresh = allowed(client, alice, "alice").getString("refresh_token");
    Form form = form(alice.open(page()), client);
    alice.logIn(app.issuer(), "alice");
    Reply asked = alice.post(form.action(), form.parameters());
    assertThat(asked).isErrorPage();
    assertThat(asked.html().select("[role=alert]").text())
        .contains("You wanted to end The client in question", "Nothing has ended yet");
    assertThat(client.refresh(refresh)).hasStatus(200);
    Reply ended = alice.submit(asked, again -> {});
    assertThat(ended.html().text()).contains("Ended: The client in question");
  }

  @Test // the login is over, or the server was restarted
  void keeps_what_a_person_wants_to_end_through_the_login() {
    allowed(client, alice, "alice");
    Form form = form(alice.open(page()), client);
    for (WebBrowser later : List.of(new WebBrowser(), loggedOut())) {
      Reply login = later.follow(later.post(form.action(), form.parameters()));
      assertThat(login).isLoginPage();
      Reply wrong =
          later.submit(login, bad -> bad.set("username", "alice").set("password", "mistyped"));
      Reply asked =
          later.submit(wrong, good -> good.set("username", "alice").set("password", "password123"));
      assertThat(asked.html().select("[role=alert]").text())
          .contains("You wanted to end The client in question");
    }
  }

  private static WebBrowser loggedOut() {
    WebBrowser browser = new WebBrowser().logIn(app.issuer(), "alice");
    browser.submit(browser.open(app.issuer() + "/logout"), form -> {});
    return browser;
  }

  @Test // CWE-451: whoever makes the link decides nothing, and puts no word on the page
  void names_nothing_of_a_link_that_is_not_on_the_list() {
    for (String wish : List.of("Call+0123+now", client.id(), "%3Cb%3E")) {
      Reply page = bob.open(page() + "?end=" + wish);
      assertThat(page.html().text()).contains("There is nothing left to end");
      assertThat(page.html().select("main").html()).doesNotContain("0123", client.id(), "<b>");
    }
    String refresh = allowed(client, alice, "alice").getString("refresh_token");
    alice.open(page() + "?end=" + client.id());
    assertThat(client.refresh(refresh)).hasStatus(200);
  }

  @Test // two tabs, or the back button
  void says_so_where_it_ended_before() {
    allowed(client, alice, "alice");
    Form form = form(alice.open(page()), client);
    assertThat(alice.post(form.action(), form.parameters()).html().text()).contains("Ended: ");
    Reply second = alice.post(form.action(), form.parameters());
    assertThat(second).hasStatus(200);
    assertThat(second.html().text()).contains("it ended before").doesNotContain("Ended: ");
  }

  @Test // what the page promises is what the gate keeps
  void says_how_long_a_token_may_live_on() {
    allowed(client, alice, "alice");
    Form form = form(alice.open(page()), client);
    assertThat(alice.post(form.action(), form.parameters()).html().text())
        .contains("1 second after each answer", "after 11 seconds at the latest", "within 1 hour")
        .doesNotContain("six seconds");
  }

  @Test // CWE-352
  void ends_nothing_by_a_link() {
    String refresh = allowed(client, alice, "alice").getString("refresh_token");
    Form form = form(alice.open(page()), client);
    alice.get(form.action() + '?' + Http.form(form.parameters()));
    assertThat(client.refresh(refresh)).hasStatus(200);
  }

  @Test
  void names_the_client_where_it_goes_and_what_it_may() {
    allowed(client, alice, "alice");
    String text = section(alice.open(page()), client).text();
    assertThat(text)
        .contains("calls itself The client in question", "localhost:6274", "this computer")
        .contains(app.mcpUrl())
        .contains("mcp.read", "Use the tools of this server that only read")
        .contains("just now", "as each time");
  }

  @Test // CWE-79, CWE-451
  void shows_the_name_of_a_client_as_text_only() {
    TestClient evil = app.client(
        new JsonObject().put("client_name", "<script>alert(1)</script>{{ csrf }}\u202e"));
    allowed(evil, alice, "alice");
    Reply page = alice.open(page());
    assertThat(page.html().select("main script")).isEmpty();
    assertThat(section(page, evil).text()).contains("<script>alert(1)</script>{{ csrf }}");
    assertThat(page.body()).doesNotContain("\u202e");
  }

  @Test
  void lists_nobody_where_nobody_was_allowed() {
    Reply page = alice.open(page());
    while (!page.html().select("form[action=/allowed]").isEmpty()) {
      page = alice.submit(page, form -> {});
    }
    assertThat(page.html().text()).contains("No client can act in your name here");
  }

  @Test
  void ends_what_is_remembered_and_every_token() {
    TestClient web = app.client(
        new JsonObject().put("redirect_uris", new JsonArray().add(WEB)).put("client_name", "Web"));
    JsonObject tokens = allowed(web, alice, "alice");
    assertThat(section(alice.open(page()), web).text()).contains("one click");
    String code = approve(web, alice, "alice");
    Form form = form(alice.open(page()), web);
    Reply page = alice.post(form.action(), form.parameters());
    assertThat(page.html().text()).contains("Ended: Web");
    assertThat(page.html().select("section:contains(" + web.id() + ")")).isEmpty();
    assertThat(web.refresh(tokens.getString("refresh_token"))).isOAuthError(400, "invalid_grant");
    assertThat(web.redeem(code)).isOAuthError(400, "invalid_grant");
    refusedSoon(tokens.getString("access_token"));
    Reply again = web.consentPage(alice, "alice", web.request("mcp.read"));
    assertThat(again.html().text()).doesNotContain("allowed before");
  }

  @Test // a client without refresh tokens has grants too
  void ends_a_code_and_an_access_token_that_nothing_renews() {
    TestClient once =
        app.client(new JsonObject().put("grant_types", new JsonArray().add("authorization_code")));
    String token = allowed(once, alice, "alice").getString("access_token");
    String code = approve(once, alice, "alice");
    Form form = form(alice.open(page()), once);
    alice.post(form.action(), form.parameters());
    assertThat(once.redeem(code)).isOAuthError(400, "invalid_grant");
    refusedSoon(token);
  }

  @Test
  void leaves_other_clients_and_users_alone_and_lets_the_client_ask_anew() {
    TestClient other = app.client();
    String others = allowed(other, alice, "alice").getString("refresh_token");
    String bobs = allowed(client, bob, "bob").getString("refresh_token");
    allowed(client, alice, "alice");
    Form form = form(alice.open(page()), client);
    alice.post(form.action(), form.parameters());
    assertThat(other.refresh(others)).hasStatus(200);
    assertThat(client.refresh(bobs)).hasStatus(200);
    String anew = allowed(client, alice, "alice").getString("refresh_token");
    assertThat(client.refresh(anew)).hasStatus(200);
  }

  @Test // RFC 7592 §2.3
  void lists_no_client_that_was_deleted() {
    allowed(client, alice, "alice");
    Http.send(
        "DELETE",
        app.issuer() + "/register/" + client.id(),
        "",
        "Authorization",
        "Bearer " + client.registrationToken());
    assertThat(alice.open(page()).html().text()).doesNotContain(client.id());
  }

  private static void refusedSoon(String token) {
    Eventually.until("the token is refused", () -> app.whoami(token).status() == 401);
  }

  private static String page() {
    return app.issuer() + "/allowed";
  }

  private static Element section(Reply page, TestClient client) {
    Element section = page.html().selectFirst("section:contains(" + client.id() + ")");
    if (section == null) {
      throw new AssertionError(client.id() + " is not on " + page);
    }
    return section;
  }

  private static Form form(Reply page, TestClient client) {
    Element form = section(page, client).selectFirst("form");
    var parameters = new ArrayList<String>();
    form.select("input[name]")
        .forEach(input -> parameters.addAll(List.of(input.attr("name"), input.attr("value"))));
    return new Form(form.absUrl("action"), parameters);
  }

  private static String approve(TestClient client, WebBrowser browser, String user) {
    Reply page = client.consentPage(browser, user, client.request("mcp.read"));
    return browser
        .submit(page, form -> form.add("decision", "approve"))
        .answer()
        .get("code");
  }

  private static JsonObject allowed(TestClient client, WebBrowser browser, String user) {
    return client.redeem(approve(client, browser, user)).json();
  }
}
