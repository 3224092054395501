package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Guided mode before a server that puts secrets wherever an answer has room: no step, no shell line shows one. CWE-532 */
class GuideQuotesNoSecretTest {
  private static final String SECRET = "q7Xp2LmV9tRkZ4wBn8sYd1Hc";

  /** How the token endpoint answers. */
  enum Answer {
    JSON(
        "application/json",
        "{\"access_token\":\"%1$s\",\"token_type\":\"%1$s\",\"scope\":\"%1$s\"}"),
    FORM("application/x-www-form-urlencoded", "access_token=%1$s&token_type=bearer"),
    HTML("text/html", "<p>Your token: %1$s</p>"),
    EVENTS("text/event-stream", "data: {\"access_token\":\"%1$s\"}\n\n"),
    ARRAY("application/json", "[{\"access_token\":\"%1$s\"}]"),
    STRING("application/json", "\"%1$s\""),
    ERROR("application/json", "{\"error\":\"%1$s\",\"error_description\":\"bad code %1$s\"}");

    private final String type;
    private final String body;

    Answer(String type, String body) {
      this.type = type;
      this.body = body.formatted(SECRET);
    }
  }

  @RegisterExtension
  static final App app = App.started();

  private HttpServer server;
  private volatile Answer answer = Answer.JSON;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @EnumSource
  void of_what_a_server_answers(Answer given) {
    answer = given;
    var begin = new JsonObject().put("url", base() + "/mcp?key=" + SECRET);
    String id =
        Http.postJson(app.origin() + "/console/guide", begin.encode()).json().getString("id");
    JsonObject walk = next(id);
    for (int i = 0; i < 12; i++) {
      if (walk.getBoolean("waiting")) {
        Http.get(callback(walk.getString("authorize")));
      }
      walk = next(id);
    }
    String steps = walk.getJsonArray("steps").encode();
    int found = steps.indexOf(SECRET);
    assertThat(found < 0 ? "" : steps.substring(Math.max(0, found - 300), found + 30))
        .isEmpty();
    assertThat(steps).contains("Redeem the code", "Gatehouse guide");
  }

  private static JsonObject next(String id) {
    return Http.postJson(app.origin() + "/console/guide/" + id + "/next", "{}").json();
  }

  private static String callback(String authorize) {
    String state = authorize.replaceFirst(".*[?&]state=([^&]*).*", "$1");
    String back = authorize.replaceFirst(".*[?&]redirect_uri=([^&]*).*", "$1");
    return URLDecoder.decode(back, StandardCharsets.UTF_8) + "?state=" + state + "&code=" + SECRET;
  }

  private String base() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    exchange
        .getResponseHeaders()
        .add("Set-Cookie", SECRET + "=" + SECRET + "; Path=/" + SECRET + "; " + SECRET);
    exchange.getResponseHeaders().add("X-" + SECRET, SECRET);
    switch (path) {
      case "/mcp" -> {
        exchange
            .getResponseHeaders()
            .add("WWW-Authenticate", "Bearer error_description=\"" + SECRET + "\", x=" + SECRET);
        send(exchange, 401, "text/html", "<title>" + SECRET + "</title>");
      }
      case "/token" -> send(exchange, 200, answer.type, answer.body);
      case "/register" ->
        send(
            exchange,
            201,
            "application/json",
            metadata().put("client_id", "c-1").put("client_secret", SECRET).encode());
      default ->
        send(
            exchange,
            path.contains("/.well-known/") ? 200 : 404,
            "application/json",
            metadata().encode());
    }
  }

  private JsonObject metadata() {
    var metadata = new JsonObject()
        .put("resource", base() + "/mcp?key=" + SECRET)
        .put("authorization_servers", JsonArray.of(base()))
        .put("issuer", base())
        .put("code_challenge_methods_supported", JsonArray.of("S256", SECRET))
        .put("scopes_supported", JsonArray.of(SECRET))
        .put("token_endpoint_auth_methods_supported", JsonArray.of("none", SECRET))
        .put("service_documentation", "https://u:" + SECRET + "@a.example/?" + SECRET)
        .put(SECRET, JsonArray.of(new JsonObject().put(SECRET, SECRET)));
    Stream.of("authorization", "token", "registration", "revocation")
        .forEach(name -> metadata.put(
            name + "_endpoint", base() + '/' + name.replace("registration", "register")));
    return metadata;
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
