package dev.gatehouse.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.doctor.check.RegistrationCheck;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An MCP server and its authorization server in one, made of the JDK alone: healthy, until a test breaks one thing. */
final class SickServer implements AfterEachCallback {
  /** Status, headers and body of an answer. */
  record Reply(int status, Map<String, String> headers, String body) {
    static Reply json(int status, JsonObject body) {
      return new Reply(status, Map.of("Content-Type", "application/json"), body.encode());
    }

    Reply with(String name, String value) {
      Map<String, String> more = new ConcurrentHashMap<>(headers);
      more.put(name, value);
      return new Reply(status, more, body);
    }

    Reply without(String name) {
      Map<String, String> fewer = new ConcurrentHashMap<>(headers);
      fewer.remove(name);
      return new Reply(status, fewer, body);
    }
  }

  private final HttpServer server;
  private final Map<String, Function<HttpExchange, Reply>> routes = new ConcurrentHashMap<>();
  private volatile String base = "";
  private volatile boolean cors = true;
  private volatile String headersAllowed =
      "Authorization, Content-Type, MCP-Protocol-Version, Mcp-Session-Id, Last-Event-ID, Mcp-Method, Mcp-Name";

  SickServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
    healthy();
  }

  URI mcp() {
    return URI.create(base() + "/mcp");
  }

  String base() {
    return base.isEmpty() ? "http://localhost:" + port() : base;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** It is behind a proxy, and healthy again. */
  void reachedAs(String address) {
    base = address;
    healthy();
  }

  /** Breaks, or mends, the answer at the path. */
  void change(String path, UnaryOperator<Reply> change) {
    routes.compute(path, (at, was) -> exchange -> change.apply(was.apply(exchange)));
  }

  void changeJson(String path, UnaryOperator<JsonObject> change) {
    change(
        path,
        was -> new Reply(
            was.status(),
            was.headers(),
            change.apply(new JsonObject(was.body())).encode()));
  }

  void changeChallenge(UnaryOperator<String> change) {
    change(
        "/mcp",
        reply -> reply.status() == 401
            ? reply.with("WWW-Authenticate", change.apply(reply.headers().get("WWW-Authenticate")))
            : reply);
  }

  void answer(String path, Reply reply) {
    routes.put(path, exchange -> reply);
  }

  void remove(String path) {
    routes.remove(path);
  }

  void forgetCors() {
    cors = false;
  }

  /** What was sent. */
  static String body(HttpExchange exchange) {
    try {
      return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void allowHeaders(String names) {
    headersAllowed = names;
  }

  /** Answers by what is asked. */
  void route(String path, Function<HttpExchange, Reply> answer) {
    routes.put(path, answer);
  }

  /** Breaks, or mends, the answer to some of the requests at the path. */
  void changeWhere(String path, Predicate<HttpExchange> where, UnaryOperator<Reply> change) {
    routes.compute(
        path,
        (at, was) -> exchange ->
            where.test(exchange) ? change.apply(was.apply(exchange)) : was.apply(exchange));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    server.stop(0);
  }

  private void healthy() {
    routes.put("/mcp", exchange -> {
      String origin = exchange.getRequestHeaders().getFirst("Origin");
      return origin != null && !origin.contains("//localhost")
          ? Reply.json(403, new JsonObject())
          : Reply.json(401, new JsonObject()).with("WWW-Authenticate", challenge(exchange));
    });
    String resource = "/.well-known/oauth-protected-resource/mcp";
    answer(resource, Reply.json(200, resourceMetadata()));
    answer("/.well-known/oauth-authorization-server", Reply.json(200, serverMetadata()));
    answer("/jwks", Reply.json(200, keys()));
    answer("/token", Reply.json(401, new JsonObject().put("error", "invalid_client")));
    answer("/register", Reply.json(201, client()));
    routes.put("/authorize", this::authorize);
  }

  private String challenge(HttpExchange exchange) {
    boolean token = exchange.getRequestHeaders().containsKey("Authorization");
    return "Bearer resource_metadata=\"" + base() + "/.well-known/oauth-protected-resource/mcp\", "
        + "scope=\"mcp.read\"" + (token ? ", error=\"invalid_token\"" : "");
  }

  JsonObject resourceMetadata() {
    return new JsonObject()
        .put("resource", mcp().toString())
        .put("authorization_servers", new JsonArray().add(base()))
        .put("scopes_supported", new JsonArray().add("mcp.read"))
        .put("bearer_methods_supported", new JsonArray().add("header"));
  }

  JsonObject serverMetadata() {
    return new JsonObject()
        .put("issuer", base())
        .put("authorization_endpoint", base() + "/authorize")
        .put("token_endpoint", base() + "/token")
        .put("registration_endpoint", base() + "/register")
        .put("jwks_uri", base() + "/jwks")
        .put("response_types_supported", new JsonArray().add("code"))
        .put(
            "grant_types_supported", new JsonArray().add("authorization_code").add("refresh_token"))
        .put("code_challenge_methods_supported", new JsonArray().add("S256"))
        .put("token_endpoint_auth_methods_supported", new JsonArray().add("none"))
        .put("authorization_response_iss_parameter_supported", true);
  }

  static JsonObject keys() {
    var key = new JsonObject()
        .put("kty", "RSA")
        .put("kid", "1")
        .put("n", "x".repeat(342))
        .put("e", "AQAB");
    return new JsonObject().put("keys", new JsonArray().add(key));
  }

  static JsonObject client() {
    return new JsonObject()
        .put("client_id", "c-1")
        .put("redirect_uris", new JsonArray().add(RegistrationCheck.REDIRECT));
  }

  private Reply authorize(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    if (!query.matches(".*redirect_uri=http%3A%2F%2F127.0.0.1%3A\\d+%2Fcallback.*")) {
      return new Reply(400, Map.of("Content-Type", "text/html"), "unknown redirect URI");
    }
    if (!query.contains("code_challenge=")) {
      return refusal("invalid_request");
    }
    return query.contains("example%2Fother")
        ? refusal("invalid_target")
        : new Reply(200, Map.of("Content-Type", "text/html"), "log in")
            .with("Content-Security-Policy", "frame-ancestors 'none'");
  }

  private Reply refusal(String error) {
    String iss = base().replace(":", "%3A").replace("/", "%2F");
    String place = RegistrationCheck.REDIRECT + "?error=" + error + "&iss=" + iss;
    return new Reply(302, Map.of("Location", place), "");
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean preflight = exchange.getRequestMethod().equals("OPTIONS");
    Reply reply = preflight
        ? new Reply(204, Map.of(), "")
        : routes
            .getOrDefault(
                exchange.getRequestURI().getPath(), any -> new Reply(404, Map.of(), "nothing here"))
            .apply(exchange);
    if (cors) {
      exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
      exchange.getResponseHeaders().add("Access-Control-Expose-Headers", "WWW-Authenticate");
      exchange.getResponseHeaders().add("Access-Control-Allow-Headers", headersAllowed);
    }
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
