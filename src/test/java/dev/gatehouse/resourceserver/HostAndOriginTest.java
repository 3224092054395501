package dev.gatehouse.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.resourceserver.RawHttp.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DNS rebinding and foreign pages: the security warning of the MCP transports, RFC 9110 §7.2, RFC 9112 §3.2. */
class HostAndOriginTest {
  @RegisterExtension
  static final Gated rs = Gated.with(settings -> settings
      .set("server.allowed-hosts", List.of("gate.internal", "other.internal:81"))
      .set("server.allowed-origins", List.of("https://app.example")));

  @ParameterizedTest // MCP-08
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8990",
        "localhost.evil.example",
        "evil.example#localhost",
        "localhost@evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.2",
        "0.0.0.0",
        "other.internal",
        "other.internal:82",
        "localhost:x",
        "localhost:99999",
        "localhost:8990:8990",
        "[::1",
        "::1",
        "[::2]",
        "",
        "localhost evil",
        "2130706433",
        "gate.internal.evil"
      })
  void refuses_a_foreign_host_and_names_the_setting_even_with_a_good_token(String host) {
    for (String request : List.of(
        "POST /mcp",
        "GET /.well-known/oauth-protected-resource",
        "GET /health",
        "GET /nope",
        "OPTIONS /mcp")) {
      Reply reply = rs.http().send(request, "Host: " + host, "Authorization: Bearer " + rs.token());
      assertThat(reply.status()).isIn(400, 403);
      assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
      if (reply.status() == 403) {
        assertThat(reply.body()).contains("--allowed-hosts").doesNotContain("evil");
      }
    }
  }

  @Test
  void refuses_no_host_and_two_hosts() {
    assertThat(rs.http()
            .exchange("GET /health HTTP/1.1\r\nConnection: close\r\n\r\n")
            .status())
        .isEqualTo(400);
    assertThat(rs.http()
            .send("GET /health", "Host: localhost", "Host: evil.example")
            .status())
        .isEqualTo(400);
    assertThat(
            rs.http().send("GET /health", "Host: localhost", "Host: localhost").status())
        .isEqualTo(400);
  }

  @Test // HTTP-12: RFC 9112 section 3.2.2
  void refuses_a_foreign_host_in_the_request_line() {
    Reply reply = rs.http().send("GET http://evil.example/.well-known/oauth-protected-resource");
    assertThat(reply.status()).isIn(400, 403);
    assertThat(reply.body()).doesNotContain("evil.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost",
        "127.0.0.1",
        "[::1]",
        "localhost:1234",
        "[::1]:8990",
        "gate.internal",
        "gate.internal:99",
        "GATE.internal",
        "other.internal:81"
      })
  void answers_to_loopback_and_to_the_hosts_of_the_settings(String host) {
    assertThat(rs.http().send("GET /health", "Host: " + host).status()).isEqualTo(200);
  }

  @ParameterizedTest // MCP-04, MCP-05, MCP-06
  @ValueSource(
      strings = {
        "null",
        "https://evil.example",
        "http://localhost.evil.example",
        "http://localhost:8990.evil.example",
        "http://user@localhost:8990",
        "http://127.0.0.1.nip.io",
        "http://app.example",
        "https://app.example:444",
        "https://app.example.evil",
        "https://sub.app.example",
        "file://",
        "chrome-extension://abc",
        "http://localhost:8990/",
        "http://localhost/path",
        "localhost",
        "//localhost",
        "javascript:alert(1)",
        "http://",
        "ftp://localhost",
        "http://localhost:8990 http://evil.example",
        "http://[::1"
      })
  void refuses_a_foreign_origin_before_it_looks_at_the_token(String origin) {
    for (String request :
        List.of("POST /mcp", "GET /mcp", "DELETE /mcp/", "OPTIONS /mcp", "POST /")) {
      for (String token : List.of("X: y", "Authorization: Bearer " + rs.token())) {
        Reply reply = rs.http().send(request, "Origin: " + origin, token);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body()).contains("--allowed-origins");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
      }
    }
  }

  @Test
  void refuses_two_origins() {
    assertThat(rs.http()
            .send("POST /mcp", "Origin: http://localhost", "Origin: https://evil.example")
            .status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:6274",
        "http://127.0.0.1:1",
        "http://[::1]:6274",
        "https://localhost",
        "https://app.example",
        "HTTPS://APP.example"
      })
  void lets_pages_on_loopback_and_those_of_the_settings_call(String origin) {
    assertThat(call("Origin: " + origin)).isEqualTo(200);
  }

  @Test // MCP-07
  void needs_no_origin() {
    assertThat(call("X: y")).isEqualTo(200);
  }

  @Test // HTTP-13, HTTP-14
  void refuses_heads_of_unreasonable_size() {
    assertThat(rs.http().send("GET /" + "x".repeat(100_000)).status()).isIn(0, 400, 414, 431);
    assertThat(rs.http().send("GET /health", "X: " + "x".repeat(256_000)).status())
        .isIn(0, 400, 431);
    assertThat(rs.http().send("GET /health").status()).isEqualTo(200);
  }

  @ParameterizedTest // HTTP-20, HTTP-21
  @ValueSource(
      strings = {"TRACE /mcp", "PROPFIND /mcp", "FOO /mcp", "TRACE /health", "CONNECT localhost:1"})
  void serves_no_odd_method(String request) {
    Reply reply = rs.http().send(request, "X-Marker: marker");
    assertThat(reply.status()).isBetween(400, 501);
    assertThat(reply.body()).doesNotContain("marker");
  }

  @Test // HTTP-21
  void upgrades_to_nothing() {
    assertThat(rs.http()
            .send(
                "GET /mcp",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")
            .status())
        .isEqualTo(401);
    assertThat(rs.http()
            .send(
                "GET /mcp",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__")
            .status())
        .isEqualTo(401);
  }

  private static int call(String header) {
    return rs.http()
        .sendBody("POST /mcp", "{}", header, "Authorization: Bearer " + rs.token())
        .status();
  }
}
