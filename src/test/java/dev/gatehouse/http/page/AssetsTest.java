package dev.gatehouse.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Assets and pages over HTTP: exact paths only, and the headers of both. */
@ExtendWith(VertxExtension.class)
class AssetsTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private int port;

  @BeforeEach
  void start(Vertx vertx) {
    var assets = Assets.load();
    var pages = new Pages(assets);
    var router = Router.router(vertx);
    assets.mount(router);
    router
        .get("/page")
        .handler(context -> pages.answer(context, 400, "error", Map.of("title", "No")));
    HttpServer server =
        vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
    port = server.actualPort();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/",
        "/assets",
        "/assets/icons/",
        "/assets/../pages/login.peb",
        "/assets/..%2Fpages/login.peb",
        "/assets/%2e%2e/pages/login.peb",
        "/assets/x/..%2Ftokens.css",
        "/assets/bar%2F..%2Ftokens.css",
        "/assets//tokens.css",
        "/assets/TOKENS.css",
        "/assets/tokens.css/",
        "/assets/tokens.css%00",
        "/assets/.hidden",
        "/assets/..%5Cpages%5Clogin.peb",
        "/pages/login.peb",
        "/webroot/pages/login.peb"
      })
  void serves_nothing_but_an_exact_path(String path) throws Exception {
    assertThat(rawStatus(path)).isEqualTo(404);
    assertThat(get("/assets/tokens.css").statusCode())
        .as("the plain file, after")
        .isEqualTo(200);
  }

  @Test
  void answers_no_other_method() throws Exception {
    var post =
        request("/assets/tokens.css").POST(HttpRequest.BodyPublishers.noBody()).build();
    assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @Test
  void states_the_type_and_forbids_guessing_it() throws Exception {
    assertThat(header(get("/assets/tokens.css"), "content-type"))
        .isEqualTo("text/css; charset=utf-8");
    assertThat(header(get("/assets/login.js"), "content-type"))
        .isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(get("/assets/icons/copy.svg"), "content-type")).isEqualTo("image/svg+xml");
    assertThat(header(get("/assets/login.js"), "x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void lets_a_versioned_address_be_kept_for_good_and_no_other() throws Exception {
    String versioned = Assets.load().url("tokens.css");
    assertThat(header(get(versioned), "cache-control")).contains("immutable");
    assertThat(header(get("/assets/tokens.css"), "cache-control")).isEqualTo("no-cache");
    assertThat(header(get("/assets/tokens.css?v=old"), "cache-control")).isEqualTo("no-cache");
  }

  @Test
  void answers_304_to_one_who_has_it() throws Exception {
    String tag = header(get("/assets/tokens.css"), "etag");
    var again = request("/assets/tokens.css").header("If-None-Match", tag).build();
    var answer = client.send(again, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void a_page_is_neither_cached_nor_framed_nor_lets_in_anything_foreign() throws Exception {
    var answer = get("/page");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(header(answer, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(answer, "cache-control")).isEqualTo("no-store");
    assertThat(header(answer, "x-frame-options")).isEqualTo("DENY");
    assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(answer, "referrer-policy")).isEqualTo("no-referrer");
    assertThat(header(answer, "content-security-policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void a_page_has_no_form_action_that_would_kill_the_redirect_to_a_client() throws Exception {
    assertThat(header(get("/page"), "content-security-policy")).doesNotContain("form-action");
  }

  @Test
  void a_page_does_not_cut_off_the_window_that_opened_it() throws Exception {
    assertThat(get("/page").headers().firstValue("cross-origin-opener-policy")).isEmpty();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  // Past the JDK client, which would tidy the path first.
  private int rawStatus(String path) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }
}
