package dev.gatehouse.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Somebody else's MCP server with its authorization server, strict where the specification lets it be: OpenID metadata alone, appended to
 * the issuer's path; metadata of the resource at the root; confidential clients only; an older revision; a session that must be made
 * ready; answers in streams that stay open.
 */
final class ForeignServer implements AfterEachCallback {
  static final String VERSION = "2025-06-18";
  static final String SECRET = "a-secret-of-the-client";
  static final String TOKEN = "an-opaque-access-token-of-32-letters";

  private final HttpServer server;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private volatile boolean registers = true;
  private volatile String method = "client_secret_basic";
  private final AtomicInteger registered = new AtomicInteger();
  private volatile boolean ready;

  ForeignServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", exchange -> send(exchange, 404, Map.of(), "nothing here"));
    json("/.well-known/oauth-protected-resource", this::resource);
    json("/realm/.well-known/openid-configuration", this::metadata);
    server.createContext("/register", this::register);
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/revoke", this::revoke);
    server.createContext("/mcp", this::mcp);
    server.start();
  }

  String base() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  String mcpUrl() {
    return base() + "/mcp";
  }

  /** From now on clients come by hand: {@code by-hand} and the secret. */
  void registerNobody() {
    registers = false;
  }

  /** How clients show that they are who they say, from now on. */
  void authenticate(String by) {
    method = by;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    server.stop(0);
  }

  private interface Document {
    JsonObject get();
  }

  private void json(String path, Document document) {
    server.createContext(
        path,
        exchange -> send(
            exchange,
            exchange.getRequestURI().getPath().equals(path) ? 200 : 404,
            Map.of("Content-Type", "application/json"),
            document.get().encodePrettily()));
  }

  private JsonObject resource() {
    return new JsonObject()
        .put("resource", base())
        .put("authorization_servers", new JsonArray().add(base() + "/realm"))
        .put("scopes_supported", new JsonArray().add("tools"));
  }

  private JsonObject metadata() {
    var metadata = new JsonObject()
        .put("issuer", base() + "/realm")
        .put("authorization_endpoint", base() + "/authorize")
        .put("token_endpoint", base() + "/token")
        .put("revocation_endpoint", base() + "/revoke")
        .put("code_challenge_methods_supported", new JsonArray().add("S256"))
        .put("token_endpoint_auth_methods_supported", new JsonArray().add(method));
    return registers ? metadata.put("registration_endpoint", base() + "/register") : metadata;
  }

  private void register(HttpExchange exchange) throws IOException {
    var sent = new JsonObject(body(exchange));
    boolean good = method.equals(sent.getString("token_endpoint_auth_method"));
    var client = new JsonObject()
        .put("client_id", "registered-" + registered.incrementAndGet())
        .put("client_secret", SECRET)
        .put("token_endpoint_auth_method", method);
    answer(exchange, good ? 200 : 400, client.encodePrettily());
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
    String code = "code-" + (codes.size() + 1) + "-of-a-foreign-server";
    codes.put(code, asked);
    String back = asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state");
    boolean good = "tools".equals(asked.get("scope")) && base().equals(asked.get("resource"));
    send(exchange, good ? 302 : 400, Map.of("Location", back), "");
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(body(exchange));
    boolean good = isClient(exchange, asked) && base().equals(asked.get("resource"));
    if ("authorization_code".equals(asked.get("grant_type"))) {
      Map<String, String> request = codes.remove(String.valueOf(asked.get("code")));
      good &= request != null
          && Secrets.sha256(asked.get("code_verifier")).equals(request.get("code_challenge"))
          && request.get("client_id").equals(client(exchange, asked))
          && request.get("redirect_uri").equals(asked.get("redirect_uri"));
      answer(
          exchange, good ? 200 : 400, tokens().put("refresh_token", "refresh-1").encode());
    } else {
      good &= "refresh-1".equals(asked.get("refresh_token"));
      answer(exchange, good ? 200 : 400, good ? tokens().encodePrettily() : "{}");
    }
  }

  private static JsonObject tokens() {
    return new JsonObject().put("access_token", TOKEN).put("token_type", "Bearer");
  }

  private void revoke(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(body(exchange));
    boolean good = isClient(exchange, asked) && "refresh-1".equals(asked.get("token"));
    answer(exchange, good ? 200 : 400, "{}");
  }

  private boolean isClient(HttpExchange exchange, Map<String, String> asked) {
    String id = client(exchange, asked);
    return id.equals("by-hand") || id.matches("registered-\\d+");
  }

  // Empty where the secret is wrong, or comes in the other way.
  private String client(HttpExchange exchange, Map<String, String> asked) {
    if (method.equals("client_secret_post")) {
      return SECRET.equals(asked.get("client_secret")) ? asked.getOrDefault("client_id", "") : "";
    }
    String sent = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    String pair = sent.startsWith("Basic ")
        ? new String(Base64.getDecoder().decode(sent.substring(6)), StandardCharsets.US_ASCII)
        : "";
    return pair.endsWith(':' + SECRET) ? pair.substring(0, pair.indexOf(':')) : "";
  }

  private void mcp(HttpExchange exchange) throws IOException {
    String sent = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + TOKEN).equals(sent)) {
      send(exchange, 401, Map.of("WWW-Authenticate", "Bearer realm=\"foreign\""), "");
      return;
    }
    String method = new JsonObject(body(exchange)).getString("method");
    boolean inSession = "s-1".equals(exchange.getRequestHeaders().getFirst("Mcp-Session-Id"))
        && VERSION.equals(exchange.getRequestHeaders().getFirst("MCP-Protocol-Version"));
    switch (method) {
      case "initialize" -> {
        ready = false;
        stream(exchange, new JsonObject().put("protocolVersion", VERSION));
      }
      case "notifications/initialized" -> {
        ready = inSession;
        send(exchange, inSession ? 202 : 400, Map.of(), "");
      }
      default -> {
        var tools = new JsonArray().add(new JsonObject().put("name", "one"));
        if (ready && inSession) {
          stream(exchange, new JsonObject().put("tools", tools));
        } else {
          send(exchange, 400, Map.of(), "");
        }
      }
    }
  }

  // Open for a while behind the answer.
  private static void stream(HttpExchange exchange, JsonObject result) throws IOException {
    var message = new JsonObject().put("jsonrpc", "2.0").put("id", 1).put("result", result);
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.getResponseHeaders().add("Mcp-Session-Id", "s-1");
    exchange.sendResponseHeaders(200, 0);
    String events = ": hello\n\nevent: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"x\"}\n\n"
        + "event: message\ndata: " + message.encode() + "\n\n";
    exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    try {
      Thread.sleep(1500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    send(exchange, status, Map.of("Content-Type", "application/json"), json);
  }

  private static void send(
      HttpExchange exchange, int status, Map<String, String> headers, String text)
      throws IOException {
    exchange.getRequestBody().readAllBytes();
    headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Map<String, String> parameters(String text) {
    var parameters = new HashMap<String, String>();
    for (String pair : text.split("&", -1)) {
      String[] both = pair.split("=", 2);
      parameters.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }
}
