package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Recording;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import dev.gatehouse.testing.WebBrowser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A safe method has no effect, RFC 9110 §9.2.1: mail scanners and link previews send HEAD before anyone presses anything. */
class Rfc9110SafeMethodsTest {
  @RegisterExtension
  static final App app = App.started();

  @Test // RFC 9126 §4: it works once, for the browser
  void leaves_a_pushed_request_to_the_get_that_follows() {
    TestClient client = app.client();
    String url = app.issuer() + "/authorize?" + Http.query(pushed(client));
    assertThat(head(new WebBrowser(), url)).hasStatus(405);
    assertThat(head(new WebBrowser(), url).headers().allValues("Set-Cookie")).isEmpty();
    assertThat(new WebBrowser().open(url)).isLoginPage();
  }

  @Test // RFC 6749 §4.1.2: a code is for a browser that was led here
  void sends_no_code_where_the_consent_is_remembered() {
    TestClient client = app.client(new JsonObject()
        .put("token_endpoint_auth_method", "client_secret_post")
        .put("redirect_uris", new JsonArray().add("https://app.example.test/cb")));
    WebBrowser alice = new WebBrowser().logIn(app.issuer(), "alice");
    Reply page = client.consentPage(alice, "alice", client.request("mcp.read"));
    alice.submitOnly(page, form -> form.add("decision", "approve"));
    String url = app.issuer() + "/authorize?" + Http.query(pushed(client));
    try (var recording = new Recording(app.gatehouse())) {
      Reply reply = head(alice, url);
      assertThat(reply).hasStatus(405);
      assertThat(reply.header("Location")).isEmpty();
      assertThat(recording.lines()).noneMatch(line -> line.contains("remembered"));
    }
    assertThat(alice.get(url).answer()).containsKey("code");
  }

  @Test
  void begins_no_login_and_ends_no_session() {
    TestClient client = app.client();
    WebBrowser alice = new WebBrowser().logIn(app.issuer(), "alice");
    try (var recording = new Recording(app.gatehouse())) {
      for (String path : List.of(
          "/authorize?" + Http.query(client.request("mcp.read")),
          "/login",
          "/consent",
          "/allowed",
          "/logout")) {
        Reply reply = head(alice, app.issuer() + path);
        assertThat(reply).hasStatus(405);
        assertThat(reply.header("Allow")).isEqualTo("GET, POST, OPTIONS");
        assertThat(reply.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(reply.body()).isEmpty();
      }
      assertThat(recording.lines()).noneMatch(line -> line.contains("outcome=granted"));
    }
    assertThat(alice.open(app.issuer() + "/allowed").html().text()).contains("alice");
  }

  @ParameterizedTest // of both servers: read, or not there for HEAD
  @ValueSource(
      strings = {
        "ISSUER/",
        "ISSUER/register",
        "ISSUER/register/x",
        "ISSUER/par",
        "ISSUER/token",
        "ISSUER/revoke",
        "ISSUER/introspect",
        "ISSUER/oauth/jwks",
        "ISSUER/oauth/revoked",
        "ISSUER/.well-known/oauth-authorization-server",
        "ISSUER/admin/keys/rotate",
        "ISSUER/health",
        "ISSUER/nowhere",
        "ORIGIN/",
        "ORIGIN/mcp",
        "ORIGIN/whoami",
        "ORIGIN/health",
        "ORIGIN/login",
        "ORIGIN/login/callback?code=x&state=y",
        "ORIGIN/login/end",
        "ORIGIN/login/call",
        "ORIGIN/console/clear",
        "ORIGIN/console/events",
        "ORIGIN/console/guide",
        "ORIGIN/console/guide/back?code=x&state=y",
        "ORIGIN/.well-known/oauth-protected-resource/mcp"
      })
  void answers_head_everywhere_without_content_cookie_or_redirect(String path) {
    Reply reply = head(
        new WebBrowser(), path.replace("ISSUER", app.issuer()).replace("ORIGIN", app.origin()));
    assertThat(reply.status()).isIn(200, 401, 404, 405, 406);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(reply.header("Location")).isEmpty();
  }

  private static Map<String, String> pushed(TestClient client) {
    List<String> form = new ArrayList<>();
    client.request("mcp.read").forEach((name, value) -> form.addAll(List.of(name, value)));
    if (!client.secret().isEmpty()) {
      form.addAll(List.of("client_secret", client.secret()));
    }
    JsonObject answer = Http.postForm(app.issuer() + "/par", form).json();
    return Map.of("client_id", client.id(), "request_uri", answer.getString("request_uri"));
  }

  private static Reply head(WebBrowser browser, String url) {
    String cookies = browser.cookies().entrySet().stream()
        .map(Map.Entry::toString)
        .collect(Collectors.joining("; "));
    return cookies.isEmpty()
        ? Http.send("HEAD", url, "", "Accept", "text/html")
        : Http.send("HEAD", url, "", "Accept", "text/html", "Cookie", cookies);
  }
}
