package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said of the faults of clients on their way to a code. */
class DiagnosisAtAuthorizationTest {
  @RegisterExtension
  static final App app = App.started();

  private final Provoked diagnosis = new Provoked(app);

  @Test
  void a_resource_that_is_not_this_one() {
    TestClient client = app.client();
    authorize(client, "resource", app.origin() + "/other");
    JsonObject found = diagnosis.in(client.id(), "resource-unknown");
    assertThat(found.getString("what"))
        .contains("asked for " + app.origin() + "/other but this resource is " + app.mcpUrl());
    assertThat(found.getString("sent")).isEqualTo(app.origin() + "/other");
    assertThat(found.getString("right_value")).isEqualTo(app.mcpUrl());
    assertThat(found.getString("fault")).isEqualTo("client");
  }

  @Test
  void a_resource_that_is_only_spelled_differently() {
    TestClient client = app.client();
    authorize(client, "resource", app.mcpUrl() + "/");
    assertThat(diagnosis.in(client.id(), "resource-spelling").getString("weight"))
        .isEqualTo("note");
  }

  @Test
  void a_client_that_a_restart_has_forgotten() {
    TestClient client = app.client();
    authorize(client, "client_id", "id-of-another-time");
    assertThat(diagnosis.in("id-of-another-time", "unknown-client").getString("right"))
        .contains("mcp-remote");
    client.redeem("x", "client_id", "another-id-of-old");
    assertThat(diagnosis.in("another-id-of-old", "unknown-client").getString("right"))
        .contains("registers again");
  }

  @Test
  void a_port_that_was_not_registered_which_is_allowed() {
    TestClient client = at("http://127.0.0.1:33418/cb");
    authorize(client, "redirect_uri", "http://127.0.0.1:59656/cb");
    JsonObject found = diagnosis.in(client.id(), "redirect-port");
    assertThat(found.getString("title"))
        .isEqualTo("The client registered port 33418 and came back on port 59656");
    assertThat(found.getString("what")).contains("allowed");
  }

  @Test
  void a_loopback_address_under_another_name() {
    TestClient client = at("http://localhost:3000/cb");
    authorize(client, "redirect_uri", "http://127.0.0.1:3000/cb");
    JsonObject found = diagnosis.in(client.id(), "redirect-host");
    assertThat(found.getString("sent")).isEqualTo("http://127.0.0.1:3000/cb");
    assertThat(found.getString("right_value")).isEqualTo("http://localhost:3000/cb");
  }

  @Test
  void an_address_to_come_back_to_that_is_not_registered() {
    TestClient client = app.client();
    authorize(client, "redirect_uri", "http://localhost:6274/oauth/callback/debug");
    assertThat(diagnosis.in(client.id(), "redirect-unregistered").getString("right_value"))
        .isEqualTo(TestClient.REDIRECT);
  }

  @Test
  void pkce_that_is_missing_or_plain() {
    TestClient client = app.client();
    authorize(client, "code_challenge_method", "plain");
    assertThat(diagnosis.in(client.id(), "pkce-missing").getString("sent")).isEqualTo("plain");
  }

  @Test
  void scopes_that_do_not_exist() {
    TestClient client = app.client();
    authorize(client, "scope", "read write");
    assertThat(diagnosis.in(client.id(), "scope-unknown").getString("right_value"))
        .contains("mcp.read");
    TestClient other = app.client();
    authorize(other, "scope", "mcp.read write");
    assertThat(diagnosis.in(other.id(), "scopes-dropped").getString("what")).contains("write");
  }

  @Test
  void no_scope_at_all() {
    TestClient client = app.client();
    client.authorize(client.request(""));
    assertThat(diagnosis.in(client.id(), "no-scope").getString("what")).contains("mcp.read");
  }

  @Test
  void a_client_that_wants_consent_each_time() {
    TestClient client = app.client();
    authorize(client, "prompt", "consent");
    diagnosis.in(client.id(), "prompt-consent");
  }

  @Test
  void several_windows_of_one_client() {
    TestClient client = app.client();
    client.authorize(client.request("mcp.read"));
    client.authorize(client.request("mcp.read"));
    client.authorize(client.request("mcp.read"));
    assertThat(diagnosis.in(client.id(), "several-tabs").getString("fault")).isEqualTo("client");
  }

  @Test
  void a_user_who_says_no() {
    TestClient client = app.client();
    var browser = new WebBrowser();
    browser.submit(
        client.consentPage(browser, "bob", client.request("mcp.read")),
        form -> form.add("decision", "deny"));
    assertThat(diagnosis.in(client.id(), "denied").getString("fault")).isEqualTo("user");
  }

  @Test
  void a_ring_that_does_not_reach_a_scope() {
    TestClient client = app.client();
    client.tokens("bob", "mcp.read admin:notes");
    assertThat(diagnosis.in(client.id(), "less-than-asked").getString("what"))
        .contains("admin:notes");
  }

  @Test
  void a_wrong_password() {
    TestClient client = app.client();
    var browser = new WebBrowser();
    browser.submit(
        browser.open(app.issuer() + "/authorize?" + Http.query(client.request("mcp.read"))),
        form -> form.set("username", "alice").set("password", "not-this-one"));
    assertThat(diagnosis.in(client.id(), "login-refused").getString("fault")).isEqualTo("user");
  }

  @Test
  void a_form_without_its_cookie() {
    TestClient client = app.client();
    var browser = new WebBrowser();
    WebBrowser.Form form = WebBrowser.Form.of(
        browser.open(app.issuer() + "/authorize?" + Http.query(client.request("mcp.read"))));
    Http.postForm(
        app.issuer() + "/login",
        java.util.List.of(
            "transaction", form.value("transaction"), "csrf", "x", "username", "alice"));
    diagnosis.in(client.id(), "cookie-missing");
  }

  @Test
  void a_form_that_was_answered_already() {
    TestClient client = app.client();
    var browser = new WebBrowser();
    Reply page = client.consentPage(browser, "alice", client.request("mcp.read"));
    browser.submit(page, form -> form.add("decision", "approve"));
    browser.submit(page, form -> form.add("decision", "approve"));
    assertThat(diagnosis.in(client.id(), "form-ended").getString("fault")).isEqualTo("user");
  }

  @Test // RFC 9207: a client that refuses iss, or the lack of it, begins again
  void a_code_that_is_left_for_another_attempt() {
    TestClient client = app.client();
    client.code("alice", "mcp.read");
    client.authorize(client.request("mcp.read"));
    assertThat(diagnosis.in(client.id(), "code-abandoned").getString("right"))
        .contains("iss with " + app.issuer());
  }

  @Test
  void a_registration_that_is_not_accepted() {
    Http.postJson(
        app.issuer() + "/register",
        "{\"redirect_uris\":[\"http://localhost:1/x\"],\"grant_types\":[\"password\"]}");
    assertThat(diagnosis.anywhere("metadata-not-accepted").getString("what"))
        .contains("grant_types");
  }

  @Test
  void a_registration_of_a_web_application_on_this_computer() {
    TestClient client = app.client(new JsonObject().put("application_type", "web"));
    assertThat(diagnosis.in(client.id(), "application-type").getString("sent")).isEqualTo("web");
  }

  @Test
  void a_registration_whose_address_is_not_accepted() {
    Http.postJson(
        app.issuer() + "/register",
        "{\"client_name\":\"Odd\",\"redirect_uris\":[\"javascript:alert(1)\"]}");
    assertThat(diagnosis.anywhere("redirect-not-accepted").getString("fault")).isEqualTo("client");
  }

  @Test
  void a_registration_that_says_too_little_or_null() {
    TestClient client = app.client(new JsonObject().putNull("client_uri").put("scope", "mcp.read"));
    diagnosis.in(client.id(), "application-type");
    assertThat(diagnosis.in(client.id(), "null-members").getString("what")).contains("client_uri");
  }

  @Test
  void a_registration_without_the_refresh_grant() {
    TestClient client =
        app.client(new JsonObject().put("grant_types", new JsonArray().add("authorization_code")));
    diagnosis.in(client.id(), "no-refresh-grant");
  }

  @Test
  void a_client_that_registers_again_and_again() {
    var same = new JsonObject().put("client_name", "Forgetful");
    app.client(same);
    TestClient second = app.client(same);
    assertThat(diagnosis.in(second.id(), "registers-again").getString("title"))
        .contains("number 2");
  }

  private static TestClient at(String redirectUri) {
    return app.client(new JsonObject().put("redirect_uris", new JsonArray().add(redirectUri)));
  }

  private static void authorize(TestClient client, String name, String value) {
    Map<String, String> request = client.request("mcp.read");
    request.put(name, value);
    client.authorize(request);
  }
}
