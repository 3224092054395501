package dev.gatehouse.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.resourceserver.RawHttp.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a web page may read, the Fetch standard's CORS protocol: Inspector 1 in "Direct" mode lives on it. */
class CorsTest {
  private static final String PAGE = "Origin: http://localhost:6274";
  private static final String CLIENT_HEADERS =
      "authorization, content-type, mcp-protocol-version, mcp-session-id, last-event-id, mcp-method, mcp-name, mcp-param-x";

  @RegisterExtension
  static final Gated rs = Gated.withDefaults();

  @ParameterizedTest // CORS-01, CORS-06
  @ValueSource(
      strings = {
        "GET /mcp",
        "GET /whoami",
        "GET /.well-known/oauth-protected-resource/mcp",
        "GET /nope",
        "GET /token",
        "GET /health",
        "OPTIONS /mcp",
        "OPTIONS /whoami"
      })
  void never_allows_credentials_nor_private_networks(String request) { // CORS-12
    Reply reply = rs.http().send(request, PAGE, "Access-Control-Request-Private-Network: true");
    assertThat(reply.headers())
        .doesNotContainKeys(
            "access-control-allow-credentials", "access-control-allow-private-network");
  }

  @ParameterizedTest // CORS-02: with or without an Origin
  @ValueSource(
      strings = {
        "GET /.well-known/oauth-protected-resource",
            "GET /.well-known/oauth-protected-resource/mcp",
            "POST /.well-known/oauth-protected-resource", "GET /whoami",
        "GET /.well-known/oauth-authorization-server", "POST /register", "GET /nope", "GET /health"
      })
  void lets_every_page_read_what_is_public_errors_included(String request) {
    assertThat(rs.http()
            .send(request, "Origin: https://evil.example")
            .header("Access-Control-Allow-Origin"))
        .contains("*");
    assertThat(rs.http().send(request).header("Access-Control-Allow-Origin")).contains("*");
  }

  @Test // CORS-09
  void lets_a_page_read_the_challenge() {
    Reply reply = rs.http().send("POST /mcp", PAGE);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("Access-Control-Allow-Origin")).contains("http://localhost:6274");
    assertThat(reply.header("Access-Control-Expose-Headers").orElseThrow())
        .contains("WWW-Authenticate", "Mcp-Session-Id", "MCP-Protocol-Version");
    assertThat(rs.whoami("x").header("Access-Control-Expose-Headers").orElseThrow())
        .contains("WWW-Authenticate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT /mcp", "GET /mcp", "POST /mcp"})
  void lets_a_page_read_every_error(String request) {
    String token = rs.issuer().sign(rs.claims());
    Reply reply =
        rs.http().sendBody(request, "x".repeat(2 << 20), PAGE, "Authorization: Bearer " + token);
    assertThat(reply.status()).isIn(405, 413);
    assertThat(reply.header("Access-Control-Allow-Origin")).contains("http://localhost:6274");
  }

  @Test // CORS-10
  void varies_with_the_origin_where_it_is_echoed() {
    assertThat(rs.http().send("POST /mcp", PAGE).header("Vary").orElseThrow())
        .containsIgnoringCase("origin");
    assertThat(rs.http().send("POST /mcp").header("Vary").orElseThrow())
        .containsIgnoringCase("origin");
  }

  @ParameterizedTest // CORS-08
  @ValueSource(
      strings = {
        "/mcp",
        "/mcp/",
        "/",
        "/whoami",
        "/.well-known/oauth-protected-resource",
        "/.well-known/oauth-protected-resource/mcp",
        "/.well-known/oauth-authorization-server",
        "/register",
        "/token",
        "/nope"
      })
  void answers_a_preflight_without_a_token(String path) {
    Reply reply = rs.http()
        .send(
            "OPTIONS " + path,
            PAGE,
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: " + CLIENT_HEADERS);
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.header("Access-Control-Allow-Origin").orElseThrow())
        .isIn("*", "http://localhost:6274");
    assertThat(reply.header("Access-Control-Allow-Headers")).contains(CLIENT_HEADERS);
    assertThat(reply.header("Access-Control-Allow-Methods")).isPresent();
    assertThat(reply.body()).isEmpty();
  }

  @Test // a page's headers cannot become headers of ours
  void echoes_only_names_of_headers() {
    Reply reply = rs.http()
        .send(
            "OPTIONS /mcp",
            PAGE,
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: x-ok, b@d, \"q\", a b, , x\u00e9, y-ok");
    assertThat(reply.header("Access-Control-Allow-Headers")).contains("x-ok, y-ok");
  }

  @ParameterizedTest // CORS-07
  @ValueSource(strings = {"https://evil.example", "null"})
  void allows_no_foreign_page_on_the_protocol(String origin) {
    for (String request : new String[] {"OPTIONS /mcp", "POST /mcp", "GET /mcp/"}) {
      assertThat(rs.http().send(request, "Origin: " + origin).headers())
          .doesNotContainKey("access-control-allow-origin");
    }
  }
}
