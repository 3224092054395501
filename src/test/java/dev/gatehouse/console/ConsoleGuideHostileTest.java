package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guided mode before a server that answers what does not fit into the next request: each step ends, says so, and may be made again. */
class ConsoleGuideHostileTest {
  @RegisterExtension
  static final App app = App.started();

  private final HttpServer server = server();
  private final String base = "http://localhost:" + server.getAddress().getPort();
  private final List<String> reached = new CopyOnWriteArrayList<>();
  private volatile JsonObject prm = new JsonObject();
  private volatile JsonObject metadata = new JsonObject();
  private volatile String challenge = "Bearer";

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:99999/as",
        "http://localhost:0/as",
        "http://localhost:-1/as",
        "http://localhost/as\r\nX-Evil: 1",
        "http://local host/",
        "http://10.0.0.1/as",
        "http://169.254.169.254/latest",
        "https://as.example/",
        "javascript:alert(1)",
        "\u0000",
        "::"
      })
  void ends_each_step_that_leads_nowhere(String url) {
    challenge = "Bearer resource_metadata=\"" + url.replaceAll("\\p{Cntrl}.*", "") + "\"";
    String id = begin();
    assertThat(next(id).getInteger("stage")).isEqualTo(1);
    challenge = "Bearer";
    prm = new JsonObject()
        .put("resource", base + "/mcp")
        .put("authorization_servers", new JsonArray().add(url));
    id = begin();
    next(id);
    next(id);
    assertStuck(id);
    prm.put("authorization_servers", new JsonArray().add(base));
    metadata = new JsonObject()
        .put("issuer", base)
        .put("code_challenge_methods_supported", new JsonArray().add("S256"))
        .put("registration_endpoint", url)
        .put("authorization_endpoint", url)
        .put("token_endpoint", url);
    id = begin();
    next(id);
    next(id);
    next(id);
    assertStuck(id);
    assertThat(reached).allMatch(path -> path.equals("/mcp") || path.startsWith("/.well-known/"));
  }

  @Test // CWE-113
  void sends_no_header_field_with_what_none_may_hold() {
    challenge = "";
    String id = begin();
    JsonObject walk = next(id);
    assertThat(last(walk).getBoolean("good")).isTrue();
    assertStuck(id);
    assertThat(last(next(id)).encode()).contains("does not fit into a request");
  }

  @Test
  void ends_a_step_whose_answer_is_a_puzzle() {
    prm = new JsonObject().put("resource", 1).put("authorization_servers", "x");
    String id = begin();
    next(id);
    assertStuck(id);
    prm = new JsonObject("{\"a\":".repeat(900) + "1" + "}".repeat(900));
    assertStuck(id);
  }

  private void assertStuck(String id) {
    for (int times = 0; times < 2; times++) {
      JsonObject walk = next(id);
      assertThat(last(walk).getBoolean("good")).isFalse();
    }
  }

  private String begin() {
    var asked = new JsonObject().put("url", base + "/mcp");
    return Http.postJson(app.origin() + "/console/guide", asked.encode()).json().getString("id");
  }

  private static JsonObject next(String id) {
    Reply reply = Http.postJson(app.origin() + "/console/guide/" + id + "/next", "{}");
    assertThat(reply.status()).isEqualTo(200);
    return reply.json();
  }

  private static JsonObject last(JsonObject walk) {
    List<JsonObject> steps = Watched.objects(walk, "steps");
    return steps.get(steps.size() - 1);
  }

  private HttpServer server() {
    try {
      var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext("/", this::answer);
      made.start();
      return made;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  // Where there is no challenge, no token is asked for.
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    reached.add(path);
    boolean open = challenge.isEmpty();
    JsonObject body = path.contains("protected-resource")
        ? prm
        : path.contains("authorization-server") ? metadata : opened();
    if (path.equals("/mcp") && !open) {
      exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
    }
    byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(path.equals("/mcp") && !open ? 401 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static JsonObject opened() {
    return new JsonObject()
        .put("result", new JsonObject().put("protocolVersion", "2025-11-25\r\nX-Evil: 1"));
  }
}
