package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import dev.gatehouse.testing.WebBrowser.Form;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the consent page tells a person: who asks, whose word that is, where it goes, what is new, and what is ticked already. */
class ConsentPageTest {
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

  @Test // MCP security best practices: the consent page MUST say who, what and where
  void names_the_client_the_scopes_the_user_and_where_it_goes() {
    TestClient named = app.client(new JsonObject()
        .put("client_name", "Some Client")
        .put("redirect_uris", new JsonArray().add("https://where.example:8443/cb")));
    Reply page = named.consentPage(alice, "alice", named.request("mcp.read notes:write"));
    assertThat(page.html().text())
        .contains("Some Client", "alice", "operator", "where.example:8443", app.mcpUrl())
        .contains("mcp.read", "Use the tools of this server that only read")
        .contains("notes:write", "Add to your notes");
    assertThat(page.html().select("a[href*=/login?transaction=]")).hasSize(1);
  }

  @Test // RFC 8252 §8.6
  void vouches_for_the_landing_page_at_its_own_port_alone() {
    String callback = app.origin() + "/login/callback";
    assertThat(landing(callback)).contains("This client was set up on this server.");
    assertThat(landing("http://localhost:1/login/callback"))
        .contains("any program on this computer can say that it is this client", "localhost:1")
        .doesNotContain("This client was set up on this server.");
  }

  @Test
  void shows_the_scheme_of_an_application() {
    TestClient cursor =
        app.client(new JsonObject().put("redirect_uris", new JsonArray().add("cursor://host/cb")));
    Reply page = cursor.consentPage(alice, "alice", cursor.request("mcp.read"));
    assertThat(page.html().text()).contains("cursor://");
  }

  @Test // RFC 9700 §4.16; a form-action would make Chromium stop the redirect
  void cannot_be_framed_cached_or_scripted() {
    Reply page = page(alice, "mcp.read");
    assertThat(page.header("Content-Security-Policy"))
        .contains("frame-ancestors 'none'", "script-src 'self'")
        .doesNotContain("unsafe-inline", "form-action");
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.html().select("script:not([src]), [style], style, [onclick]"))
        .isEmpty();
  }

  @ParameterizedTest // CWE-451
  @CsvSource({
    "http://localhost:6274/cb, here, this computer",
    "http://127.0.0.1:1/cb, here, this computer",
    "http://[::1]:1/cb, here, this computer",
    "https://localhost/cb, here, this computer",
    "https://LocalHost:8443/cb, here, this computer",
    "https://app.localhost/cb, here, this computer",
    "https://127.0.0.1/cb, here, this computer",
    "https://localhost.evil.example/cb, elsewhere, Another computer",
    "https://127.0.0.1.evil.example/cb, elsewhere, Another computer",
    "https://evil.example/localhost, elsewhere, Another computer",
    "https://evil.example/?127.0.0.1, elsewhere, Another computer",
    "https://[2001:db8::1]/cb, elsewhere, Another computer",
    "https://192.168.1.7/cb, elsewhere, Another computer",
    "https://WHERE.example/cb, elsewhere, where.example",
    "cursor://localhost/cb, application, an application on this computer"
  })
  void marks_where_a_stranger_comes_back_to(String redirect, String place, String words) {
    TestClient stranger =
        app.client(new JsonObject().put("redirect_uris", new JsonArray().add(redirect)));
    Reply page = stranger.consentPage(alice, "alice", stranger.request("mcp.read"));
    Element note = page.html().selectFirst(".note[data-place]");
    assertThat(note.attr("data-place")).isEqualTo(place);
    assertThat(note.hasClass("waiting")).isEqualTo(place.equals("elsewhere"));
    assertThat(note.text()).contains(words);
    assertThat(note.text().contains("(this computer)")).isEqualTo(place.equals("here"));
  }

  @Test // RFC 5890 §2.3.2.1
  void shows_letters_beyond_ascii_as_computers_spell_them() {
    TestClient stranger = app.client(new JsonObject()
        .put("redirect_uris", new JsonArray().add("https://xn--pple-43d.example/cb")));
    Reply page = stranger.consentPage(alice, "alice", stranger.request("mcp.read"));
    assertThat(page.html().text())
        .contains("xn--pple-43d.example", "may look like one that you know");
  }

  @Test
  void shows_the_name_of_a_stranger_as_its_own_word() {
    TestClient stranger = app.client(new JsonObject().put("client_name", "Bank of You"));
    Reply page = stranger.consentPage(alice, "alice", stranger.request("mcp.read"));
    assertThat(page.html().select("h1").text())
        .isEqualTo("A client that calls itself Bank of You wants to use");
    Reply asked = stranger.authorize(stranger.request("mcp.read"));
    assertThat(asked.html().text()).contains("a client that calls itself Bank of You");
    assertThat(landing(app.origin() + "/login/callback")).doesNotContain("calls itself");
  }

  @ParameterizedTest // an administrator's scope only by a hand that ticks it, whatever was
  // registered
  @ValueSource(strings = {"", "mcp.read", "mcp.read admin:notes"})
  void leaves_admin_scopes_of_strangers_unticked_and_marked(String registered) {
    TestClient reader = app.client(new JsonObject().put("scope", registered));
    Reply page = reader.consentPage(alice, "alice", reader.request(ALL));
    assertThat(page.html().select("input[name=scope]:not([checked])").eachAttr("value"))
        .containsExactly("admin:notes");
    assertThat(page.html().select("label:contains(far-reaching)").text()).contains("admin:notes");
    Reply reply = alice.submitOnly(page, ConsentPageTest::approve);
    assertThat(reader.redeem(reply.answer().get("code")).json().getString("scope"))
        .isEqualTo("mcp.read mcp.write notes:read notes:write");
  }

  @Test // a client on loopback is remembered by nobody, but its grants live
  void says_in_a_step_up_what_is_new_and_what_was_allowed_before() {
    TestClient local = app.client();
    Reply first = local.consentPage(alice, "alice", local.request("mcp.read"));
    assertThat(first.html().text()).doesNotContain("You allowed this client");
    local.redeem(alice.submitOnly(first, ConsentPageTest::approve).answer().get("code"));
    Reply second = local.consentPage(alice, "alice", local.request("mcp.read notes:write"));
    assertThat(second.html().select("label:contains(mcp.read)").text()).contains("allowed before");
    assertThat(second.html().select("label:contains(notes:write)").text()).contains("new");
    assertThat(second.html().select("dl").text())
        .isEqualTo("New notes:write Allowed before mcp.read");
    Reply bobs = local.consentPage(bob, "bob", local.request("mcp.read"));
    assertThat(bobs.html().text()).doesNotContain("You allowed this client");
  }

  @Test // a wide scope that a grant of loopback gave is still no proposal for whoever asks there
  // next
  void proposes_no_admin_scope_because_a_program_on_loopback_had_it() {
    TestClient local = app.client();
    local.tokens("alice", "admin:notes");
    Reply page = local.consentPage(alice, "alice", local.request("admin:notes notes:read"));
    assertThat(page.html().select("input[checked]").eachAttr("value"))
        .containsExactly("notes:read");
  }

  @Test // unknown scopes are dropped, offline_access permits nothing
  void shows_only_scopes_that_exist() {
    assertThat(scopes(page(alice, "mcp.read root offline_access"))).containsExactly("mcp.read");
  }

  private static String landing(String redirectUri) {
    TestClient page = app.described(new JsonObject()
        .put("client_id", "gatehouse-landing")
        .put("redirect_uris", List.of(redirectUri)));
    return page.consentPage(new WebBrowser(), "alice", page.request("mcp.read"))
        .html()
        .text();
  }

  private static Reply page(WebBrowser browser, String scope) {
    Reply page = client.consentPage(browser, "nobody", client.request(scope));
    assertThat(page).isConsentPage();
    return page;
  }

  private static List<String> scopes(Reply page) {
    return page.html().select("input[name=scope]").eachAttr("value");
  }

  private static void approve(Form form) {
    form.add("decision", "approve");
  }
}
