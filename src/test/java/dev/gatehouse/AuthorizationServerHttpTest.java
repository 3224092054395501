package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Recording;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.1 as the authorization server speaks it, RFC 9110 and RFC 9112: one request is one request, and nobody starves the others. */
class AuthorizationServerHttpTest {
  private static final String POST = "POST /token HTTP/1.1\r\nHost: HOST\r\n";
  private static final String LAST =
      "GET /health HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n";
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: HOST\r\n\r\n";

  @RegisterExtension
  static final App app = App.started();

  @ParameterizedTest // RFC 9112 §6, §7, §5.1; CVE-2019-16869, -20444, -20445, CVE-2025-58056,
  // CVE-2026-33870
  @ValueSource(
      strings = {
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX",
        "Content-Length: 3\r\nContent-Length: 40\r\n\r\nabc",
        "Content-Length: +3\r\n\r\nabc",
        "Content-Length: 0x3\r\n\r\nabc",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: 3, 5\r\n\r\nabcde",
        "Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\nabc",
        "Transfer-Encoding : chunked\r\nContent-Length: 3\r\n\r\nabc",
        "Transfer-Encoding: chunked\r\n\r\n1;x\na\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n1;a=\"\r\nX\"\r\na\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"
      })
  void finds_no_second_request_in_a_malformed_one(String request) {
    String answer = Wire.exchange(app.issuer(), POST + request + SMUGGLED);
    assertThat(answer.split("HTTP/1.1 ", -1).length - 1).isLessThanOrEqualTo(1);
    assertThat(answer).doesNotContain("HTTP/1.1 200").doesNotContain("HTTP/1.1 404");
    lives();
  }

  @Test // RFC 9112 §3.2.2, CWE-644
  void answers_no_foreign_host_in_the_absolute_form() {
    String answer = Wire.exchange(
        app.issuer(),
        "GET http://evil.example/.well-known/oauth-authorization-server HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("evil.example");
  }

  @ParameterizedTest // RFC 9112 §3.2.3, §3.2.4: no route has such a target
  @ValueSource(strings = {"OPTIONS *", "CONNECT evil.example:443", "GET health"})
  void answers_a_target_without_path_like_any_address_that_is_not_there(String line) {
    String answer =
        Wire.exchange(app.issuer(), line + " HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 404").contains("{\"error\":\"not_found\"");
  }

  @Test // RFC 9112 §3.2
  void refuses_two_hosts_and_none() {
    String request =
        "GET /health HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\nConnection: close\r\n\r\n";
    assertThat(Wire.exchange(app.issuer(), request)).startsWith("HTTP/1.1 400");
    assertThat(Wire.exchange(app.issuer(), "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  @Test // CWE-770
  void refuses_a_flood_of_headers_and_an_endless_line() {
    String flood =
        "GET /health HTTP/1.1\r\nHost: HOST\r\n" + "X-Flood: b\r\n".repeat(4000) + "\r\n";
    String large = "GET /health HTTP/1.1\r\nHost: HOST\r\nX: " + "y".repeat(34_000) + "\r\n\r\n";
    String line = "GET /" + "x".repeat(9000) + " HTTP/1.1\r\nHost: HOST\r\n\r\n";
    String endless = "GET /" + "x".repeat(1 << 20) + " HTTP/1.1\r\nHost: HOST\r\n\r\n";
    for (String server : List.of(app.issuer(), app.origin())) {
      assertThat(Wire.exchange(server, flood)).startsWith("HTTP/1.1 431 ");
      assertThat(Wire.exchange(server, large)).startsWith("HTTP/1.1 431 ");
      // Its version was not read.
      assertThat(Wire.exchange(server, line)).startsWith("HTTP/1.0 414 ");
      assertThat(Wire.exchange(server, endless)).doesNotContain(" 200 ");
    }
    lives();
  }

  @Test
  void is_quiet_about_a_body_that_is_cut_off() {
    try (var recording = new Recording(app.gatehouse())) {
      cut(app.origin() + "/login");
      cut(app.origin() + "/login/call");
      lives();
      cut(app.issuer() + "/token");
      Eventually.until(
          "the refusal at /token",
          () -> recording.lines().stream().anyMatch(line -> line.contains("token refused")));
      assertThat(recording.lines())
          .noneMatch(line -> line.contains("Unhandled") || line.contains("HttpClosedException"));
    }
  }

  private static void cut(String url) {
    URI uri = URI.create(url);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
      String head = "POST " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
          + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nabc";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test // CWE-400: slow clients
  void gives_half_a_request_408_after_ten_seconds() throws IOException {
    try (var issuer = halfARequest(app.issuer());
        var resourceServer = halfARequest(app.origin())) {
      for (Socket socket : List.of(issuer, resourceServer)) {
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(answer).startsWith("HTTP/1.1 408 ");
      }
    }
  }

  private static Socket halfARequest(String server) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(server).getPort());
    socket.setSoTimeout(14_000);
    socket.getOutputStream().write("GET /hea".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test // CWE-400: slow clients
  void lets_no_one_wait_for_300_half_requests() throws IOException {
    var sockets = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 300; i++) {
        var socket = new Socket(
            InetAddress.getLoopbackAddress(), URI.create(app.issuer()).getPort());
        sockets.add(socket);
        socket.getOutputStream().write("POST /tok".getBytes(StandardCharsets.US_ASCII));
      }
      long start = System.nanoTime();
      lives();
      assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @ParameterizedTest // CVE-2025-11965; CWE-538, CWE-548, CWE-22
  @ValueSource(
      strings = {
        "/.env",
        "/.git/config",
        "/META-INF/MANIFEST.MF",
        "/WEB-INF/web.xml",
        "/application.properties",
        "/conf/config.yaml",
        "/dev/gatehouse/Main.class",
        "/actuator/env",
        "/metrics",
        "/debug",
        "/swagger",
        "/h2-console",
        "/assets",
        "/assets/",
        "/assets/..%2fpages/login.peb",
        "/assets/%2e%2e/pages/login.peb",
        "/assets/../pages/login.peb",
        "/assets//etc/passwd",
        "/pages/login.peb",
        "/webroot/pages/login.peb",
        "/.well-known/",
        "/static/"
      })
  void serves_no_file_that_is_not_meant_for_all(String path) {
    Reply reply = Wire.get(app.issuer(), path);
    assertThat(reply.status()).isIn(400, 404);
    assertThat(reply.body()).doesNotContain("{%").doesNotContain("root:");
  }

  @Test // CVE-2026-1002
  void cannot_be_made_to_forget_a_file() {
    Wire.get(app.issuer(), "/x/bar%2F..%2Fassets/tokens.css");
    Wire.get(app.issuer(), "/assets/bar%2F..%2Ftokens.css");
    assertThat(Http.get(app.issuer() + "/assets/tokens.css")).hasStatus(200);
  }

  @ParameterizedTest // RFC 9110 §9.3.8
  @ValueSource(strings = {"TRACE", "PROPFIND", "FOO", "CONNECT"})
  void echoes_nothing_of_strange_methods(String method) {
    String answer = Wire.exchange(
        app.issuer(),
        method
            + " /token HTTP/1.1\r\nHost: HOST\r\nX-Marker: echo-me\r\nConnection: close\r\n\r\n");
    assertThat(answer)
        .containsPattern("^HTTP/1.1 (400|403|404|405|501) ")
        .doesNotContain("echo-me");
  }

  @ParameterizedTest // h2c smuggling
  @ValueSource(strings = {"h2c", "websocket"})
  void upgrades_to_nothing(String protocol) {
    String answer = Wire.exchange(
        app.issuer(),
        "GET /health HTTP/1.1\r\nHost: HOST\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: "
            + protocol + "\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n" + LAST);
    assertThat(answer).doesNotContain("HTTP/1.1 101");
  }

  @Test // CWE-488
  void answers_each_of_two_requests_in_one_segment() {
    String two =
        "GET /health HTTP/1.1\r\nHost: HOST\r\n\r\n" + LAST.replace("health", "oauth/jwks");
    List<Reply> replies = Wire.replies(app.issuer(), Wire.exchange(app.issuer(), two));
    assertThat(replies).hasSize(2);
    assertThat(replies.get(0).body()).contains("ok");
    assertThat(replies.get(1).body()).contains("keys");
  }

  @Test // CWE-200, CWE-209
  void tells_nothing_of_itself() {
    for (Reply reply : List.of(
        Http.get(app.issuer() + "/nope", "Accept", "text/html"),
        Http.get(app.issuer() + "/nope"),
        Http.get(app.issuer() + "/health"),
        Http.get(app.issuer() + "/authorize"),
        Http.postForm(app.issuer() + "/token", List.of()))) {
      assertThat(reply.headers().map().keySet()).doesNotContain("server", "x-powered-by");
      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(reply.body()).doesNotContain("Exception", "at dev.gatehouse", "vertx", "alice");
    }
    assertThat(Http.get(app.issuer() + "/health").json().encode()).isEqualTo("{\"status\":\"ok\"}");
  }

  private static void lives() {
    assertThat(Http.get(app.issuer() + "/health")).hasStatus(200);
  }
}
