package dev.gatehouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.handshake.Decision;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.access.OriginRule;
import dev.gatehouse.http.access.SecurityHeaders;
import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.Toolbox;
import dev.gatehouse.mcp.era.ServerInfo;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.mcp.registry.LiveOffer;
import dev.gatehouse.mcp.server.McpServer;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.resourceserver.gate.BearerGate;
import dev.gatehouse.resourceserver.gate.Challenges;
import dev.gatehouse.resourceserver.gate.GuardedEndpoint;
import dev.gatehouse.resourceserver.gate.SenderConstraint;
import dev.gatehouse.resourceserver.metadata.ResourceUrls;
import dev.gatehouse.resourceserver.transport.Sessions;
import dev.gatehouse.resourceserver.transport.StreamRules;
import dev.gatehouse.resourceserver.transport.StreamableHttp;
import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.store.memory.MemoryStores;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.dpop.DpopNonces;
import dev.gatehouse.token.dpop.DpopProofCheck;
import dev.gatehouse.tools.DemoTools;
import dev.gatehouse.tools.NoteAccess;
import dev.gatehouse.tools.Notes;
import dev.gatehouse.wiring.ToolSets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The MCP endpoint alone, behind the real gate, on a free port. A bearer token here is {@code subject|scope scope|milliseconds to live|client} in base64url, which stands
 * for one that was verified; what a real one must look like is tested elsewhere.
 */
final class McpEndpoint implements BeforeAllCallback, AfterAllCallback {
  static final String ALL = "mcp.read notes:read notes:write admin:notes";

  final Notes notes = new Notes();
  /** Whose tokens are revoked: streams end. */
  final Set<String> revoked = ConcurrentHashMap.newKeySet();

  private final List<Decision> decisions = new CopyOnWriteArrayList<>();

  final LiveOffer offer = new LiveOffer();
  private final Secrets secrets = new Secrets(new SecureRandom());
  private final List<Toolbox> extra;
  private ServerRules rules = ServerRules.DEFAULT.within(Duration.ofMillis(500));
  private StreamRules streams = StreamRules.DEFAULT;
  private Clock clock = Clock.systemUTC();
  private final HttpClient http = HttpClient.newHttpClient();
  private Vertx vertx;
  private String origin = "";

  McpEndpoint(Tool... extra) {
    this(offer -> List.of(extra).forEach(offer::add));
  }

  McpEndpoint(Toolbox extra) {
    this.extra = List.of(extra);
  }

  /** With other rules. */
  McpEndpoint with(ServerRules changed) {
    rules = changed;
    return this;
  }

  McpEndpoint with(StreamRules changed) {
    streams = changed;
    return this;
  }

  /** With a clock that the test moves. */
  McpEndpoint at(Clock testClock) {
    clock = testClock;
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    vertx = Vertx.vertx();
    DemoTools.with(notes, NoteAccess.OWN).forEach(offer::add);
    extra.forEach(box -> box.open(offer));
    var states = ToolSets.states(secrets, clock);
    var info = new ServerInfo("gatehouse", "Gatehouse", "test", "Call whoami first.");
    var announced = new Decisions(Party.RESOURCE_SERVER, decisions::add, Clock.systemUTC());
    var urls = new ResourceUrls("http://localhost:8990");
    var proofs = new DpopProofCheck(
        Duration.ofMinutes(5),
        DpopNonces.off(Clock.systemUTC()),
        MemoryStores.proofIds(Clock.systemUTC(), secrets),
        vertx.createSharedWorkerExecutor("proofs", 2),
        Clock.systemUTC());
    var possession = new SenderConstraint(proofs, urls, false);
    var challenges = new Challenges(urls, Scopes.of("mcp.read"), false);
    var router = Router.router(vertx);
    router.route().handler(new SecurityHeaders());
    new StreamableHttp(
            new McpServer(vertx, info, offer, rules, states),
            new GuardedEndpoint(
                new OriginRule(
                    SettingsBuilder.defaults().server(), "http://localhost:8990", announced),
                new BearerGate(
                    McpEndpoint::verified, possession, challenges, Scopes.NONE, announced)),
            challenges,
            new Sessions(
                offer, streams, secrets, clock, token -> revoked.contains(token.subject())),
            announced)
        .mount(router);
    int port = vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
    origin = "http://127.0.0.1:" + port;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  String origin() {
    return origin;
  }

  /** What was decided about someone's messages; they arrive by way of another thread. */
  List<Decision> decisionsOf(String subject, int expected) throws InterruptedException {
    List<Decision> found = List.of();
    for (int i = 0; i < 200 && found.size() < expected; i++) {
      Thread.sleep(10);
      found = decisions.stream()
          .filter(event -> subject.equals(event.details().get("sub")))
          .filter(event -> event.step() != Step.TOKEN_CHECK)
          .toList();
    }
    return found;
  }

  static String token(String subject, String scope) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((subject + "|" + scope).getBytes(UTF_8));
  }

  /** As {@link #token}, of another program that the same person uses. */
  static String tokenOf(String client, String subject, String scope) {
    return token(subject, scope + "||" + client);
  }

  /** A message of alice with every scope. */
  Reply post(JsonObject message, String... headers) {
    return post(token("alice", ALL), message.encode(), headers);
  }

  Reply post(String token, String body, String... headers) {
    return send(request("/mcp", token, headers).POST(BodyPublishers.ofString(body)));
  }

  /** JSON unless another type is named among the headers; a header with an empty value is not sent. */
  HttpRequest.Builder request(String path, String token, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(origin + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    boolean typed = false;
    for (int i = 0; i < headers.length; i += 2) {
      typed |= headers[i].equalsIgnoreCase("Content-Type");
      if (!headers[i + 1].isEmpty()) {
        request.header(headers[i], headers[i + 1]);
      }
    }
    return typed ? request : request.header("Content-Type", "application/json");
  }

  Reply send(HttpRequest.Builder request) {
    try {
      return new Reply(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Future<AccessToken> verified(String token) {
    try {
      var parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split("\\|", 4);
      return Future.succeededFuture(new AccessToken(
          "http://localhost:8999",
          parts[0],
          "http://localhost:8990/mcp",
          parts.length == 4 ? parts[3] : "test-client",
          "id",
          Scopes.parse(parts[1]),
          Instant.EPOCH,
          parts.length > 2 && !parts[2].isEmpty()
              ? Instant.now().plusMillis(Long.parseLong(parts[2]))
              : Instant.MAX.minusSeconds(1),
          "",
          ""));
    } catch (RuntimeException e) {
      return Future.failedFuture(
          OAuthException.of(OAuthError.INVALID_TOKEN, Cause.TOKEN_MALFORMED, "no such token"));
    }
  }

  /** What came back. */
  record Reply(HttpResponse<String> http) {
    int status() {
      return http.statusCode();
    }

    JsonObject json() {
      return new JsonObject(http.body());
    }

    JsonObject result() {
      return json().getJsonObject("result");
    }

    int errorCode() {
      return json().getJsonObject("error").getInteger("code");
    }

    String errorMessage() {
      return json().getJsonObject("error").getString("message");
    }

    String text() {
      return result().getJsonArray("content").getJsonObject(0).getString("text");
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }
  }

  /** A legacy request. */
  static JsonObject request(Object id, String method, Map<String, Object> params) {
    return new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", id)
        .put("method", method)
        .put("params", new JsonObject(params));
  }

  static JsonObject call(String tool, Map<String, Object> arguments) {
    return request(1, "tools/call", Map.of("name", tool, "arguments", arguments));
  }
}
