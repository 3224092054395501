package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Jwt;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import dev.gatehouse.testing.WebBrowser.Form;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The consent form: whose decision it is, what it may decide, and that it decides once. */
class ConsentTest {
  private static final String ALL = "mcp.read mcp.write notes:read notes:write admin:notes";

  @RegisterExtension
  static final App app = App.started();

  private static TestClient client;
  private static WebBrowser alice;
  private static WebBrowser bob;

  @BeforeAll
  static void logIn() {
    client = app.client();
    alice = new WebBrowser().logIn(app.issuer(), "alice");
    bob = new WebBrowser().logIn(app.issuer(), "bob");
  }

  @ParameterizedTest // RFC 6819 §4.4.1.9
  @ValueSource(strings = {"", "forged", "another transaction's"})
  void refuses_a_form_without_its_token(String forgery) {
    Reply page = page(alice, "mcp.read");
    String other = Form.of(page(alice, "mcp.read")).value("csrf");
    Reply reply = alice.submitOnly(page, form -> {
      form.add("decision", "approve").remove("csrf");
      if (!forgery.isEmpty()) {
        form.add("csrf", forgery.equals("forged") ? "x".repeat(43) : other);
      }
    });
    assertThat(reply).isErrorPage();
  }

  @Test // CWE-352
  void refuses_a_form_from_a_browser_without_the_cookie() {
    Reply page = page(alice, "mcp.read");
    assertThat(new WebBrowser().submitOnly(page, approve())).isErrorPage();
  }

  @Test // GHSA-rww4-4w9c-7733: consent session fixation
  void lets_no_other_user_answer() {
    Reply page = page(alice, "mcp.read");
    assertThat(bob.submitOnly(page, approve())).isErrorPage();
    assertThat(alice.submitOnly(page, approve()).answer()).containsKey("code");
  }

  @Test // CVE-2022-39222
  void shows_the_form_to_no_other_browser() {
    Reply page = page(alice, "mcp.read");
    String url = app.issuer() + "/consent?transaction=" + Form.of(page).value("transaction");
    assertThat(new WebBrowser().open(url)).isErrorPage();
    assertThat(bob.open(url)).isErrorPage();
    assertThat(alice.open(url)).isConsentPage();
  }

  @Test
  void shows_no_form_for_a_request_that_there_is_not() {
    for (String id : List.of("", "x", "%00", "..%2F..", "a&transaction=b")) {
      assertThat(alice.open(app.issuer() + "/consent?transaction=" + id)).isErrorPage();
    }
    assertThat(alice.open(app.issuer() + "/consent")).isErrorPage();
  }

  @Test // what was asked for is kept here, not in the form
  void takes_nothing_of_the_request_from_the_form() {
    Reply page = page(alice, "mcp.read");
    Reply reply = alice.submitOnly(
        page,
        form -> approve()
            .andThen(more -> more.add("redirect_uri", "https://evil.example/cb")
                .add("client_id", "evil")
                .add("state", "evil")
                .add("username", "bob")
                .add("scope", "admin:notes"))
            .accept(form));
    assertThat(reply.location()).startsWith(client.redirectUri());
    assertThat(reply.answer()).containsEntry("state", "the-state");
    JsonObject tokens = client.redeem(reply.answer().get("code")).json();
    assertThat(tokens.getString("scope")).isEqualTo("mcp.read");
    assertThat(Jwt.claims(tokens.getString("access_token")).getString("sub")).isEqualTo("alice");
  }

  @ParameterizedTest // CWE-636: fail closed
  @ValueSource(strings = {"", "maybe", "APPROVE", "approve deny", "approve approve", "true"})
  void decides_nothing_without_one_clear_decision(String decisions) {
    Reply page = page(alice, "mcp.read");
    Reply reply = alice.submitOnly(page, form -> {
      for (String decision : decisions.split(" ", -1)) {
        form.add("decision", decision);
      }
    });
    assertThat(reply).isErrorPage();
    assertThat(alice.submitOnly(page, approve()).answer()).containsKey("code"); // still open
  }

  @Test // what was ticked stays, and the person is told
  void shows_the_form_again_where_it_came_without_a_decision() {
    Reply page = page(alice, "mcp.read notes:read");
    Reply again = alice.submitOnly(
        page, form -> form.remove("scope").add("scope", "notes:read").add("decision", "none"));
    assertThat(again).hasStatus(400);
    assertThat(again.html().text()).contains("Nothing was decided");
    assertThat(again.html().select("input[checked]").eachAttr("value"))
        .containsExactly("notes:read");
    assertThat(alice.submitOnly(again, approve()).answer()).containsKey("code");
  }

  @Test // someone logged in in another tab: the request is not lost
  void shows_the_form_again_to_whoever_is_logged_in_since() {
    var browser = new WebBrowser().logIn(app.issuer(), "alice");
    Reply older = page(browser, "mcp.read");
    browser.logIn(app.issuer(), "alice");
    Reply again = browser.submitOnly(older, approve());
    assertThat(again).hasStatus(403);
    assertThat(again.html().text()).contains("Someone has logged in here since");
    assertThat(browser.submitOnly(again, approve()).answer()).containsKey("code");
  }

  @Test // the forged form of another page ticks nothing
  void takes_over_nothing_from_a_form_that_is_not_its_own() {
    Reply page = page(alice, ALL);
    Reply again = alice.submitOnly(
        page, form -> form.remove("csrf").add("scope", "admin:notes").add("decision", "approve"));
    assertThat(again.html().select("input[value=admin:notes][checked]")).isEmpty();
  }

  @Test // CWE-352
  void takes_no_decision_from_the_url() {
    Form form = Form.of(page(alice, "mcp.read")).add("decision", "approve");
    String url = form.action() + '?' + Http.form(form.parameters());
    assertThat(alice.get(url)).hasNoCode();
    assertThat(alice.post(url, List.of())).isErrorPage();
  }

  @ParameterizedTest // CWE-425
  @ValueSource(
      strings = {
        "decision=approve",
        "consent=true",
        "approved=1",
        "skip_consent=true",
        "prompt=",
        "csrf=x&decision=approve",
        "auto=1"
      })
  void cannot_be_skipped(String parameters) {
    String query = Http.query(client.request("mcp.read")) + '&' + parameters;
    assertThat(alice.open(app.issuer() + "/authorize?" + query)).isConsentPage();
    var pairs = new ArrayList<String>();
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      pairs.add(parts[0]);
      pairs.add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    assertThat(alice.follow(alice.post(app.issuer() + "/authorize", pairs))).isConsentPage();
  }

  @Test // CWE-837
  void gives_one_code_for_one_approval() {
    Reply page = page(alice, "mcp.read");
    assertThat(alice.submitOnly(page, approve()).answer()).containsKey("code");
    Reply second = alice.submitOnly(page, approve());
    assertThat(second).isErrorPage();
    assertThat(second.html().text()).contains("This request has ended");
  }

  @Test // CWE-362
  void gives_one_code_for_8_approvals_at_the_same_time() {
    Reply page = page(alice, "mcp.read");
    List<Reply> replies = Parallel.times(8, () -> alice.submitOnly(page, approve()));
    assertThat(replies.stream().filter(reply -> reply.status() == 303)).hasSize(1);
  }

  @Test // CWE-841
  void gives_no_code_after_a_denial() {
    Reply page = page(alice, "mcp.read");
    assertThat(alice.submitOnly(page, form -> form.add("decision", "deny")))
        .isRefusedToClient("access_denied");
    assertThat(alice.submitOnly(page, approve())).isErrorPage();
    assertThat(page(alice, "mcp.read")).isConsentPage(); // and a denial is no consent
  }

  @Test // RFC 6749 §4.1.2.1
  void tells_the_client_of_a_denial() {
    Reply reply = alice.submitOnly(page(alice, "mcp.read"), form -> form.add("decision", "deny"));
    assertThat(reply).isRefusedToClient("access_denied");
    assertThat(reply.answer())
        .containsEntry("state", "the-state")
        .containsEntry("iss", app.issuer());
  }

  @Test // MCP: per-client consent
  void asks_for_each_client_although_it_looks_the_same() {
    alice.submitOnly(page(alice, "mcp.read"), approve());
    TestClient twin = app.client();
    assertThat(twin.consentPage(alice, "alice", twin.request("mcp.read"))).isConsentPage();
  }

  @Test // MCP: per-user consent
  void asks_each_user() {
    alice.submitOnly(page(alice, "mcp.read"), approve());
    assertThat(page(bob, "mcp.read")).isConsentPage();
  }

  @Test // GHSA-6x8h-498w-gv8c
  void asks_for_the_other_redirect_uri_of_a_client_too() {
    TestClient two = app.client(new JsonObject()
        .put("redirect_uris", new JsonArray().add("https://a.example/").add("https://b.example/")));
    Map<String, String> request = two.request("mcp.read");
    alice.submitOnly(two.consentPage(alice, "alice", request), approve());
    request.put("redirect_uri", "https://b.example/");
    Reply page = two.consentPage(alice, "alice", request);
    assertThat(page).isConsentPage();
    assertThat(page.html().text()).contains("b.example").doesNotContain("a.example");
  }

  @Test // hard rule: a ring is the upper bound
  void never_gives_bob_what_his_ring_may_not_have() {
    Reply page = page(bob, ALL);
    Element admin = page.html().selectFirst("input[name=scope][value=admin:notes]");
    assertThat(admin.hasAttr("disabled")).isTrue();
    Reply reply =
        bob.submitOnly(page, form -> form.add("scope", "admin:notes").add("decision", "approve"));
    JsonObject tokens = client.redeem(reply.answer().get("code")).json();
    assertThat(tokens.getString("scope")).isEqualTo("mcp.read mcp.write notes:read notes:write");
    assertThat(client.refresh(tokens.getString("refresh_token"), "scope", "admin:notes"))
        .isOAuthError(400, "invalid_scope");
  }

  @Test
  void denies_when_nothing_is_left_to_give() {
    assertThat(bob.submitOnly(page(bob, "admin:notes"), approve()))
        .isRefusedToClient("access_denied");
    assertThat(alice.submitOnly(
            page(alice, "mcp.read"), form -> form.remove("scope").add("decision", "approve")))
        .isRefusedToClient("access_denied");
  }

  @ParameterizedTest // RFC 6749 §3.3
  @ValueSource(strings = {"root", "notes:write", "*"})
  void gives_no_scope_beyond_the_request(String scope) {
    Reply reply = alice.submitOnly(
        page(alice, "mcp.read"), form -> form.add("scope", scope).add("decision", "approve"));
    JsonObject tokens = client.redeem(reply.answer().get("code")).json();
    assertThat(tokens.getString("scope")).isEqualTo("mcp.read");
  }

  @Test
  void gives_only_what_is_ticked_and_a_refresh_stays_with_it() {
    Reply reply = alice.submitOnly(
        page(alice, ALL),
        form -> form.remove("scope").add("scope", "notes:read").add("decision", "approve"));
    JsonObject tokens = client.redeem(reply.answer().get("code")).json();
    assertThat(tokens.getString("scope")).isEqualTo("notes:read");
    JsonObject later = client.refresh(tokens.getString("refresh_token")).json();
    assertThat(later.getString("scope")).isEqualTo("notes:read");
  }

  @Test // RFC 6749 §3.3: the server's default
  void asks_for_what_was_registered_or_for_mcp_read_when_no_scope_is_named() {
    assertThat(scopes(page(alice, ""))).containsExactly("mcp.read");
    TestClient reader = app.client(new JsonObject().put("scope", "notes:read mcp.read"));
    assertThat(scopes(reader.consentPage(alice, "alice", reader.request(""))))
        .containsExactlyInAnyOrder("notes:read", "mcp.read");
  }

  @Test
  void lets_another_user_take_over_the_request() {
    var browser = new WebBrowser().logIn(app.issuer(), "alice");
    Reply alices = client.consentPage(browser, "alice", client.request(ALL));
    String change = alices.html().selectFirst("a[href*=/login?transaction=]").absUrl("href");
    Reply bobs = browser.submit(
        browser.open(change), form -> form.set("username", "bob").set("password", "hunter2"));
    assertThat(bobs.html().text()).contains("bob").contains("ft-member");
    assertThat(browser.submitOnly(alices, approve())).isErrorPage(); // the old tab is dead
    Reply reply = browser.submitOnly(bobs, approve());
    JsonObject tokens = client.redeem(reply.answer().get("code")).json();
    assertThat(tokens.getString("scope")).doesNotContain("admin:notes");
  }

  @Test
  void keeps_two_tabs_apart_and_lets_the_older_one_come_last() {
    Reply older = page(alice, "mcp.read");
    Reply newer = page(alice, "notes:read");
    Reply second = alice.submitOnly(newer, approve());
    Reply first = alice.submitOnly(older, approve());
    assertThat(client.redeem(first.answer().get("code")).json().getString("scope"))
        .isEqualTo("mcp.read");
    assertThat(client.redeem(second.answer().get("code")).json().getString("scope"))
        .isEqualTo("notes:read");
  }

  private static Reply page(WebBrowser browser, String scope) {
    Reply page = client.consentPage(browser, "nobody", client.request(scope));
    assertThat(page).isConsentPage();
    return page;
  }

  private static List<String> scopes(Reply page) {
    return page.html().select("input[name=scope]").eachAttr("value");
  }

  private static Consumer<Form> approve() {
    return form -> form.add("decision", "approve");
  }
}
