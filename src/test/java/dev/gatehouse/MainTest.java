package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.testing.Eventually;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a user meets it: exit codes, what goes to which stream, how it starts and stops. */
class MainTest {
  private static final int SIGTERM = 143;

  private final Settings settings = SettingsBuilder.settingsOnFreePorts();

  @TempDir
  private Path directory;

  @Test
  void ends_with_2_and_one_line_for_a_wrong_flag() {
    try (var program = Launched.in(directory, Map.of(), "--isuer", "http://localhost:1")) {
      assertThat(program.exitCode()).isEqualTo(2);
      assertThat(program.errors())
          .startsWith("gatehouse: ")
          .contains("did you mean --issuer?")
          .hasLineCount(1);
      assertThat(program.output()).isEmpty();
    }
  }

  @Test
  void ends_with_2_and_one_line_for_a_wrong_value() {
    try (var program = Invoked.in(directory, Map.of("AUTH_SERVER_ISSUER", "localhost:8999"))) {
      assertThat(program.exitCode()).isEqualTo(2);
      assertThat(program.errors())
          .contains(
              "auth-server.issuer is 'localhost:8999' (AUTH_SERVER_ISSUER in the environment)")
          .hasLineCount(1);
    }
  }

  @Test
  void ends_with_1_for_a_port_that_is_taken_and_says_what_to_type() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var program = Invoked.in(
            directory,
            Map.of("RESOURCE_SERVER_URL", "http://localhost:" + taken.getLocalPort()),
            "--host=127.0.0.1",
            "--issuer=" + settings.authServer().issuer())) {
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.errors())
          .contains("gatehouse: port " + taken.getLocalPort() + " on 127.0.0.1 is taken. To start")
          .doesNotContain("\tat ");
      String line = program
          .errors()
          .lines()
          .filter(one -> one.contains("java "))
          .findFirst()
          .orElseThrow();
      String flags = line.substring(line.indexOf("--host"));
      assertThat(flags)
          .matches("--host=127.0.0.1 --issuer=\\S+ --resource-url http://localhost:9\\d{3}");
      try (var again = Launched.in(
          directory,
          Map.of("RESOURCE_SERVER_URL", "http://localhost:" + taken.getLocalPort()),
          flags.split(" "))) {
        assertThat(again.outputUntil("Stop with"))
            .contains("MCP URL        " + flags.substring(flags.lastIndexOf(' ') + 1) + "/mcp");
      }
    }
  }

  @Test
  void ends_with_1_for_an_address_that_is_not_on_this_machine() {
    try (var program = Invoked.in(
        directory, Map.of(), "--host=192.0.2.1", "--insecure-demo-users", "--insecure-http")) {
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.errors()).contains("none of the addresses 192.0.2.1", "see --host");
    }
  }

  @Test
  void prints_help_and_version_on_standard_output() {
    try (var help = Invoked.in(directory, Map.of(), "--help");
        var version = Invoked.in(directory, Map.of(), "--version")) {
      assertThat(help.output()).startsWith("Usage: ").contains("--issuer");
      assertThat(help.exitCode()).isZero();
      assertThat(version.output()).startsWith("gatehouse ");
      assertThat(version.exitCode()).isZero();
    }
  }

  @Test
  void speaks_mcp_on_stdio_and_prints_nothing_but_answers() {
    try (var program = Launched.in(directory, Map.of(), "stdio")) {
      program.input("""
          {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"curl","version":"0"}}}
          {"jsonrpc":"2.0","method":"notifications/initialized"}
          {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"add_note","arguments":{"token":"tok_reader","user_id":"ray","note":"hi"}}}
          """);
      assertThat(program.output().lines().map(JsonObject::new))
          .satisfiesExactly(
              first -> assertThat(first.getJsonObject("result").getString("protocolVersion"))
                  .isEqualTo("2025-06-18"),
              second -> assertThat(second.getJsonObject("error"))
                  .isEqualTo(new JsonObject()
                      .put("code", -32602)
                      .put(
                          "message",
                          "403 forbidden: tool 'add_note' requires scope 'notes:write'; token scopes are"
                              + " ['notes:read']")));
      assertThat(program.exitCode()).isZero();
    }
  }

  @Test
  void says_where_everything_is_answers_and_stops_when_told_to() throws Exception {
    try (var program = serve()) {
      String banner = program.outputUntil("Stop with");
      assertThat(banner)
          .contains(settings.authServer().issuer())
          .contains(settings.resourceServer().resource())
          .contains(settings.resourceServer().origin() + "/")
          .contains("alice / password123", "bob / hunter2")
          .contains("inspector@1.0.3", "inspector@2");
      assertThat(status(settings.authServer().issuer() + "/.well-known/oauth-authorization-server"))
          .isEqualTo(200);
      assertThat(status(settings.resourceServer().origin() + "/whoami")).isEqualTo(401);
      program.terminate();
      assertThat(program.exitCode()).isEqualTo(SIGTERM);
      assertThat(withoutBlockedThreads(program.errors()))
          .doesNotContain("\tat ")
          .doesNotContain("password123");
    }
  }

  // On a machine that is busy with other things each thread looks blocked.
  private static String withoutBlockedThreads(String errors) {
    return errors.replaceAll(
        "(?m)^.* has been blocked for .*\\R(?:(?:\\tat |io\\.vertx).*\\R)*", "");
  }

  @Test
  void finishes_requests_that_are_under_way_when_told_to_stop() throws IOException {
    try (var program = serve()) {
      program.outputUntil("Stop with");
      try (var token = new SlowRequest(settings.authServer().port(), "/token");
          var login = new SlowRequest(settings.resourceServer().port(), "/login")) {
        token.begin();
        login.begin();
        program.terminate();
        awaitRefusal(settings.authServer().port());
        awaitRefusal(settings.resourceServer().port());
        assertThat(token.finish()).startsWith("HTTP/1.1 4").contains("\"error\"");
        assertThat(login.finish()).startsWith("HTTP/1.1 403 ").contains("</html>");
      }
      assertThat(program.exitCode()).isEqualTo(SIGTERM);
    }
  }

  // Until a new connection is refused: then the stop has begun.
  private static void awaitRefusal(int port) {
    Eventually.until("port " + port + " takes no connection", () -> refuses(port));
  }

  private static boolean refuses(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoLinger(true, 0);
      return false;
    } catch (IOException refused) {
      return true;
    }
  }

  private Launched serve() {
    return Launched.in(
        directory,
        Map.of("RESOURCE_SERVER_URL", settings.resourceServer().origin()),
        "serve",
        "--issuer",
        settings.authServer().issuer());
  }

  private static int status(String url) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  /** A form whose body comes when the test says so. */
  private static final class SlowRequest implements AutoCloseable {
    private static final String BODY = "grant_type=nonsense&client_id=nobody";

    private final Socket socket;
    private final String path;

    SlowRequest(int port, String path) throws IOException {
      this.path = path;
      this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(30_000);
    }

    /** Sends the head, and waits for the server to ask for the body (RFC 9110 §10.1.1). */
    void begin() throws IOException {
      send("POST " + path
          + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
              .formatted(BODY.length()));
      String asked = "HTTP/1.1 100 Continue\r\n\r\n";
      assertThat(new String(
              socket.getInputStream().readNBytes(asked.length()), StandardCharsets.US_ASCII))
          .isEqualTo(asked);
    }

    /** Sends the body, and returns the answer. */
    String finish() throws IOException {
      send(BODY);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
