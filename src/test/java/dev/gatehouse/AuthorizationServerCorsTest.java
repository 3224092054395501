package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a web page may read of the authorization server: the Fetch standard's CORS protocol. */
class AuthorizationServerCorsTest {
  private static final List<String> ORIGINS =
      List.of("http://localhost:6274", "https://evil.example", "null");

  @RegisterExtension
  static final App app = App.started();

  @ParameterizedTest // RFC 9700 §2.6 MUST NOT; CWE-942
  @ValueSource(strings = {"/authorize", "/login", "/consent", "/logout"})
  void opens_no_page_that_a_person_acts_on(String path) {
    for (String origin : ORIGINS) {
      for (String method : List.of("GET", "OPTIONS", "POST", "PUT")) {
        Reply reply = Http.send(
            method,
            app.issuer() + path,
            "",
            "Origin",
            origin,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Private-Network",
            "true");
        assertThat(reply.headers().map().keySet())
            .noneMatch(name -> name.startsWith("access-control-"));
      }
    }
  }

  @ParameterizedTest // Fetch: never with credentials, never for private networks
  @CsvSource({
    "GET, /.well-known/oauth-authorization-server",
    "GET, /oauth/jwks",
    "POST, /register",
    "POST, /token",
    "POST, /revoke",
    "POST, /par"
  })
  void never_allows_credentials(String method, String path) {
    for (String origin : ORIGINS) {
      for (String one : List.of(method, "OPTIONS")) {
        Reply reply = Http.send(
            one,
            app.issuer() + path,
            "",
            "Origin",
            origin,
            "Access-Control-Request-Method",
            method,
            "Access-Control-Request-Private-Network",
            "true");
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(reply.header("Access-Control-Allow-Private-Network")).isEmpty();
      }
    }
  }

  @ParameterizedTest // clients in a browser send MCP-Protocol-Version even here
  @CsvSource({
    "GET, /.well-known/oauth-authorization-server",
    "GET, /oauth/jwks",
    "POST, /register",
    "POST, /token",
    "POST, /revoke",
    "POST, /par"
  })
  void answers_the_preflight_of_a_client_in_a_browser(String method, String path) {
    Reply reply = Http.send(
        "OPTIONS",
        app.issuer() + path,
        "",
        "Origin",
        "http://localhost:6274",
        "Access-Control-Request-Method",
        method,
        "Access-Control-Request-Headers",
        "content-type,mcp-protocol-version,authorization");
    assertThat(reply).hasStatus(204);
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(reply.header("Access-Control-Allow-Methods")).contains(method);
    assertThat(reply.header("Access-Control-Allow-Headers"))
        .contains("content-type", "mcp-protocol-version", "authorization");
  }

  @Test // an error that a client cannot read is no error to it
  void lets_a_client_read_errors_too() {
    String[] origin = {"Origin", "http://localhost:6274"};
    for (Reply reply : List.of(
        Http.postForm(app.issuer() + "/token", List.of(), origin),
        Http.postForm(app.issuer() + "/revoke", List.of(), origin),
        Http.postJson(app.issuer() + "/register", "{}", origin),
        Http.postJson(app.issuer() + "/register", "x".repeat(100_000), origin),
        Http.get(app.issuer() + "/token", origin),
        Http.get(app.issuer() + "/.well-known/oauth-authorization-server", origin))) {
      assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(reply.header("Access-Control-Expose-Headers")).contains("WWW-Authenticate");
    }
  }
}
