package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import dev.gatehouse.testing.WebBrowser.Form;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The login form and the session it opens. */
class LoginTest {
  @RegisterExtension
  static final App app = App.started().asDelivered();

  private static TestClient client;

  @BeforeAll
  static void register() {
    client = app.client();
  }

  @ParameterizedTest // CWE-287
  @CsvSource({
    "alice, wrong",
    "alice, ''",
    "alice, password12",
    "alice, password1234",
    "alice, PASSWORD123",
    "alice, ' password123'",
    "alice, 'password123 '",
    "alice, hunter2",
    "ALICE, password123",
    "' alice', password123",
    "nobody, password123",
    "'', password123",
    "'', ''"
  })
  void refuses_all_but_the_password_of_the_user(String user, String password) {
    var browser = new WebBrowser();
    Reply page = browser.submit(loginPage(browser), filledIn(user, password));
    assertThat(page).isLoginPage();
    isLoggedOut(browser);
  }

  @Test // CWE-287
  void refuses_a_password_with_something_after_a_nul() {
    var browser = new WebBrowser();
    assertThat(browser.submit(loginPage(browser), filledIn("alice", "password123\u0000x")))
        .isLoginPage();
    isLoggedOut(browser);
  }

  @Test // CWE-400
  void refuses_a_password_of_a_megabyte_at_once() {
    var browser = new WebBrowser();
    Reply page = loginPage(browser);
    long start = System.nanoTime();
    for (int length : new int[] {5000, 1 << 20}) {
      Reply reply = browser.submitOnly(page, filledIn("alice", "p".repeat(length)));
      assertThat(reply.status()).isIn(200, 400, 413);
    }
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    isLoggedOut(browser);
  }

  @ParameterizedTest // CWE-943, CWE-235
  @ValueSource(
      strings = {
        "username[]=alice&password=password123",
        "username=alice&password[$ne]=x",
        "username=alice&username=alice&password=password123",
        "username=alice&password=wrong&password=password123",
        "Username=alice&Password=password123"
      })
  void refuses_arrays_and_repeated_fields(String fields) {
    var browser = new WebBrowser();
    Reply page = loginPage(browser);
    Form form = Form.of(page).remove("username").remove("password");
    for (String field : fields.split("&", -1)) {
      form.add(field.split("=", 2)[0], field.split("=", 2)[1]);
    }
    Reply reply = browser.post(form.action(), form.parameters());
    assertThat(reply.status()).isIn(200, 400);
    isLoggedOut(browser);
  }

  @ParameterizedTest // RFC 9700 §4.7; login CSRF
  @ValueSource(strings = {"", "forged", "flipped"})
  void refuses_a_form_without_its_token(String forgery) {
    var browser = new WebBrowser();
    Reply page = loginPage(browser);
    String token = Form.of(page).value("csrf");
    String other = forgery.equals("flipped")
        ? (token.startsWith("A") ? "B" : "A") + token.substring(1)
        : forgery;
    Reply reply = browser.submitOnly(page, form -> {
      filledIn("alice", "password123").accept(form);
      form.remove("csrf");
      if (!other.isEmpty()) {
        form.add("csrf", other);
      }
    });
    assertThat(reply).hasStatus(403);
    isLoggedOut(browser);
  }

  @Test // login CSRF: bound to the browser
  void refuses_a_form_from_a_browser_without_the_cookie() {
    Reply page = loginPage(new WebBrowser());
    var stranger = new WebBrowser();
    Reply reply = stranger.submitOnly(page, filledIn("alice", "password123"));
    assertThat(reply).isErrorPage();
    isLoggedOut(stranger);
  }

  @Test // login CSRF: bound to its own browser
  void refuses_the_form_of_another_browser() {
    var attacker = new WebBrowser();
    Reply form = loginPage(attacker);
    var victim = new WebBrowser();
    loginPage(victim);
    Reply reply = victim.submitOnly(form, filledIn("bob", "hunter2"));
    assertThat(reply).isErrorPage();
    isLoggedOut(victim);
  }

  @ParameterizedTest // Fetch: types that need no preflight, and JSON
  @ValueSource(strings = {"application/json", "text/plain", "multipart/form-data; boundary=x"})
  void refuses_every_content_type_but_a_form(String type) {
    var browser = new WebBrowser();
    Form form = Form.of(loginPage(browser));
    filledIn("alice", "password123").accept(form);
    var json = new JsonObject();
    for (int i = 0; i < form.parameters().size(); i += 2) {
      json.put(form.parameters().get(i), form.parameters().get(i + 1));
    }
    for (String body : List.of(json.encode(), Http.form(form.parameters()))) {
      Reply reply =
          Http.send("POST", form.action(), body, "Content-Type", type, "Cookie", cookieOf(browser));
      assertThat(reply).isErrorPage();
    }
    isLoggedOut(browser);
  }

  @Test // CWE-598
  void takes_no_credentials_from_the_url() {
    var browser = new WebBrowser();
    Form form = Form.of(loginPage(browser));
    filledIn("alice", "password123").accept(form);
    Reply reply = browser.open(form.action() + '?' + Http.form(form.parameters()));
    assertThat(reply).isLoginPage();
    assertThat(reply.body()).doesNotContain("value=\"password123\"");
    Reply posted = browser.post(form.action() + "?" + Http.form(form.parameters()), List.of());
    assertThat(posted).isErrorPage();
    isLoggedOut(browser);
  }

  @Test // CWE-384
  void renews_the_cookie_at_login_and_forgets_the_old_one() {
    var browser = new WebBrowser();
    Reply page = loginPage(browser);
    Map<String, String> before = Map.copyOf(browser.cookies());
    browser.submit(page, filledIn("alice", "password123"));
    assertThat(browser.cookies())
        .containsOnlyKeys(cookieName(), deviceCookieName())
        .doesNotContainValue(before.values().iterator().next());
    assertThat(browser.open(app.issuer() + "/logout").html().text()).contains("alice");
    var thief = new WebBrowser();
    thief.cookies().putAll(before);
    isLoggedOut(thief);
  }

  @Test // CWE-384: nor when someone is logged in already
  void renews_the_cookie_at_every_login() {
    var browser = new WebBrowser().logIn(app.issuer(), "bob");
    Map<String, String> bobs = Map.copyOf(browser.cookies());
    browser.logIn(app.issuer(), "alice");
    var thief = new WebBrowser();
    thief.cookies().putAll(bobs);
    isLoggedOut(thief);
    assertThat(browser.open(app.issuer() + "/logout").html().text()).contains("alice");
  }

  @ParameterizedTest // CWE-384
  @ValueSource(strings = {"chosen-by-the-attacker", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void logs_nobody_in_under_a_planted_cookie(String planted) {
    var browser = new WebBrowser();
    browser.cookies().put(cookieName(), planted);
    browser.submit(loginPage(browser), filledIn("alice", "password123"));
    assertThat(browser.cookies()).doesNotContainValue(planted);
    var attacker = new WebBrowser();
    attacker.cookies().put(cookieName(), planted);
    isLoggedOut(attacker);
  }

  @Test // CWE-565
  void takes_a_changed_cookie_for_a_stranger() {
    var browser = new WebBrowser().logIn(app.issuer(), "alice");
    String value = browser.cookies().get(cookieName());
    for (String changed : List.of(
        (value.startsWith("A") ? "B" : "A") + value.substring(1),
        value.substring(1),
        value + "A",
        "")) {
      var stranger = new WebBrowser();
      stranger.cookies().put(cookieName(), changed);
      isLoggedOut(stranger);
    }
    var twice = Http.get(
        app.issuer() + "/logout", "Cookie", cookieOf(browser) + "; " + cookieName() + "=x");
    assertThat(twice.html().text()).contains("Nobody is logged in");
  }

  @Test // CWE-79, CWE-200
  void escapes_the_user_name_and_never_shows_the_password() {
    var browser = new WebBrowser();
    Reply page = browser.submit(
        loginPage(browser), filledIn("\"><script>alert(1)</script>", "my-marker-password"));
    assertThat(page.body()).doesNotContain("<script>alert(1)").doesNotContain("my-marker");
    assertThat(page.headers().toString()).doesNotContain("my-marker");
  }

  @ParameterizedTest // CWE-79, CWE-1336
  @ValueSource(
      strings = {
        "<img src=x onerror=alert(1)>",
        "</title><script>x</script>",
        "{{7*7}}",
        "${7*7}",
        "{% if true %}49{% endif %}"
      })
  void shows_the_name_of_a_client_as_text(String name) {
    TestClient odd = app.client(new JsonObject().put("client_name", name));
    var browser = new WebBrowser();
    Reply login = browser.open(app.issuer() + "/authorize?" + Http.query(odd.request("mcp.read")));
    Reply consent = browser.submit(login, filledIn("bob", "hunter2"));
    for (Reply page : List.of(login, consent)) {
      assertThat(page.body().contains(name)).isEqualTo(!name.contains("<"));
      assertThat(page.html().text()).contains(name);
    }
  }

  @ParameterizedTest // CWE-79
  @ValueSource(
      strings = {"client_id", "redirect_uri", "state", "error", "error_description", "transaction"})
  void escapes_the_request_on_error_pages(String name) {
    Map<String, String> request = client.request("mcp.read");
    request.put("redirect_uri", "https://wrong.example/");
    request.put(name, "\"><script>alert(1)</script>");
    for (String path : List.of("/authorize", "/login", "/consent")) {
      Reply page = new WebBrowser().open(app.issuer() + path + '?' + Http.query(request));
      assertThat(page.body()).doesNotContain("<script>alert(1)");
    }
  }

  @ParameterizedTest // CWE-601
  @ValueSource(
      strings = {
        "next",
        "return_to",
        "redirect",
        "continue",
        "rd",
        "url",
        "ReturnUrl",
        "redirect_uri",
        "transaction"
      })
  void goes_nowhere_else_after_login(String name) {
    var browser = new WebBrowser();
    String evil = "https://evil.example/";
    Reply page = browser.open(app.issuer() + "/login?" + Http.query(Map.of(name, evil)));
    if (page.status() == 200) {
      Reply reply = browser.submitOnly(page, form -> {
        filledIn("bob", "hunter2").accept(form);
        form.add(name.equals("transaction") ? "next" : name, evil);
      });
      assertThat(URI.create(reply.location()).getHost()).isNull();
    } else {
      assertThat(page).isErrorPage();
    }
  }

  @Test // OWASP ASVS 3.3
  void sets_cookies_that_scripts_and_other_sites_cannot_use() {
    var browser = new WebBrowser().logIn(app.issuer(), "alice");
    assertThat(browser.setCookies())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line)
            .matches("(" + cookieName() + "|" + deviceCookieName() + ")=.*")
            .contains("HTTPOnly", "SameSite=Lax", "Path=/")
            .doesNotContain("Domain"));
    assertThat(browser.cookies().get(cookieName())).matches("[A-Za-z0-9_-]{43}");
  }

  @Test // RFC 9700 §4.16, §4.2.4; OWASP ASVS 3.4, 14.3
  void cannot_be_framed_cached_or_scripted() {
    Reply page = loginPage(new WebBrowser());
    assertThat(page.header("Content-Security-Policy"))
        .contains("frame-ancestors 'none'", "script-src 'self'")
        .doesNotContain("unsafe-inline", "form-action");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.html().select("script:not([src]), [style], style, [onclick]"))
        .isEmpty();
    assertThat(page.html().select("form").attr("method")).isEqualTo("post");
    assertThat(Form.of(page).action()).startsWith(app.issuer() + "/login");
    assertThat(page.html().select("input[name=password]").attr("type")).isEqualTo("password");
  }

  @Test
  void asks_again_in_a_second_tab_after_a_login_in_the_first() {
    var browser = new WebBrowser();
    Reply first = loginPage(browser);
    Reply second = loginPage(browser);
    assertThat(browser.submit(first, filledIn("alice", "password123"))).isConsentPage();
    Reply again = browser.submit(second, filledIn("alice", "password123"));
    assertThat(again).hasStatus(403);
    assertThat(again.html().text()).contains("out of date");
    assertThat(browser.submit(again, filledIn("alice", "password123"))).isConsentPage();
  }

  @Test // RFC 9700 §4.12: the password is not sent on
  void goes_on_by_303() {
    var browser = new WebBrowser();
    Reply reply = browser.submitOnly(loginPage(browser), filledIn("alice", "password123"));
    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.location()).startsWith("/consent?transaction=");
  }

  @Test // CWE-488
  void keeps_two_who_log_in_at_the_same_time_apart() {
    var users = new ArrayList<>(List.of("alice", "bob", "alice", "bob"));
    List<Boolean> right = Parallel.times(4, () -> {
      String user;
      synchronized (users) {
        user = users.remove(0);
      }
      var browser = new WebBrowser().logIn(app.issuer(), user);
      return browser.open(app.issuer() + "/logout").html().text().contains(user);
    });
    assertThat(right).containsOnly(true);
  }

  private static Reply loginPage(WebBrowser browser) {
    Reply page =
        browser.open(app.issuer() + "/authorize?" + Http.query(client.request("mcp.read")));
    assertThat(page).isLoginPage();
    return page;
  }

  private static Consumer<Form> filledIn(String user, String password) {
    return form -> form.set("username", user).set("password", password);
  }

  private static void isLoggedOut(WebBrowser browser) {
    assertThat(browser.open(app.issuer() + "/logout").html().text())
        .contains("Nobody is logged in");
  }

  private static String deviceCookieName() {
    return "gatehouse_" + URI.create(app.issuer()).getPort() + "_device";
  }

  private static String cookieName() {
    return "gatehouse_" + URI.create(app.issuer()).getPort() + "_sid";
  }

  private static String cookieOf(WebBrowser browser) {
    return cookieName() + '=' + browser.cookies().get(cookieName());
  }
}
