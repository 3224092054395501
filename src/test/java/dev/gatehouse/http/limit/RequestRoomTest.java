package dev.gatehouse.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.GatehouseInternals;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What requests hold while they are under way is bounded for each user and each address, CWE-770. */
class RequestRoomTest {
  @RegisterExtension
  static final App app = App.started();

  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

  private final List<Socket> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(socket -> {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  @Test
  void ends_the_eldest_message_of_a_user_who_sends_too_many_at_once() throws IOException {
    String greedy = app.token("bob", "mcp.read");
    String quiet = app.token("alice", "mcp.read");
    List<Socket> bodies = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      bodies.add(begin(app.origin(), "/mcp", "application/json", 1_000_000, greedy));
    }
    assertThat(head(bodies.get(0))).startsWith("HTTP/1.1 503 ").contains("retry-after: 1");
    assertThat(head(bodies.get(1))).startsWith("HTTP/1.1 503 ");
    assertThat(app.mcp(quiet, PING).status()).isEqualTo(200);
    assertThat(app.mcp(greedy, PING).status()).isEqualTo(200);
  }

  @Test
  void ends_the_eldest_form_of_an_address_that_sends_too_many_at_once() throws IOException {
    List<Socket> forms = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      forms.add(begin(app.issuer(), "/token", "application/x-www-form-urlencoded", 65_536, ""));
    }
    assertThat(head(forms.get(0))).startsWith("HTTP/1.1 503 ");
    assertThat(Http.postForm(app.issuer() + "/token", List.of("grant_type", "none"))
            .status())
        .isEqualTo(400);
  }

  @Test
  void counts_a_subscription_with_all_that_was_written_into_it() throws IOException {
    String token = app.token("bob", "mcp.read");
    String message = new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", 1)
        .put("method", "subscriptions/listen")
        .put(
            "params",
            new JsonObject()
                .put("notifications", new JsonObject().put("toolsListChanged", true))
                .put("padding", "x".repeat(900_000))
                .put(
                    "_meta",
                    new JsonObject()
                        .put("io.modelcontextprotocol/protocolVersion", "2026-07-28")
                        .put("io.modelcontextprotocol/clientCapabilities", new JsonObject())))
        .encode();
    List<Socket> streams = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Socket stream = begin(app.origin(), "/mcp", "application/json", message.length(), token);
      stream.getOutputStream().write(message.getBytes(StandardCharsets.US_ASCII));
      assertThat(head(stream)).startsWith("HTTP/1.1 200 ").contains("text/event-stream");
      streams.add(stream);
    }
    assertThat(readToEnd(streams.get(0))).contains("subscriptions/acknowledged");
    assertThat(app.mcp(token, PING).status()).isEqualTo(200);
  }

  @Test
  void forgets_every_request_that_is_over() {
    String token = app.token("bob", "mcp.read");
    for (int i = 0; i < 20; i++) {
      assertThat(app.mcp(token, PING).status()).isEqualTo(200);
      assertThat(Http.get(app.origin() + "/", "Accept", "text/html").status()).isEqualTo(200);
      assertThat(Http.get(app.issuer() + "/login", "Accept", "text/html").status())
          .isEqualTo(200);
    }
    close();
    Eventually.until(
        "nothing is counted any more",
        () -> GatehouseInternals.requests(app.gatehouse()).bytes() == 0);
  }

  private Socket begin(String origin, String path, String type, int length, String token)
      throws IOException {
    URI uri = URI.create(origin);
    var socket = new Socket(uri.getHost(), uri.getPort());
    open.add(socket);
    socket.setSoTimeout(10_000);
    String head = "POST " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nContent-Type: "
        + type + "\r\nContent-Length: " + length
        + "\r\nAccept: application/json, text/event-stream\r\nMCP-Protocol-Version: 2026-07-28\r\n"
        + "Mcp-Method: subscriptions/listen\r\nExpect: 100-continue\r\n"
        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n") + "\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    assertThat(head(socket)).startsWith("HTTP/1.1 100 "); // now the body is awaited
    return socket;
  }

  private static String head(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    var head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (head.toString().endsWith("\r\n\r\n")) {
        break;
      }
    }
    return head.toString();
  }

  private static String readToEnd(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
