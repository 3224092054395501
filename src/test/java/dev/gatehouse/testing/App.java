package dev.gatehouse.testing;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.GatehouseBuilder;
import dev.gatehouse.GatehouseInternals;
import dev.gatehouse.authserver.outbound.Outbound;
import dev.gatehouse.settings.SettingsBuilder;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Both servers in this JVM on free ports: started before the tests of a class, stopped after them. Everything goes over HTTP. Passwords are
 * hashed cheaply and the signing key is one for all, unless the test asks for {@link #asDelivered()}.
 */
public final class App implements BeforeAllCallback, AfterAllCallback {
  private final UnaryOperator<SettingsBuilder> changes;
  private final Clock clock;
  private final Outbound outbound;
  private final boolean quick;
  private Gatehouse gatehouse;

  private App(
      UnaryOperator<SettingsBuilder> changes, Clock clock, Outbound outbound, boolean quick) {
    this.changes = changes;
    this.clock = clock;
    this.outbound = outbound;
    this.quick = quick;
  }

  /** With the default settings. */
  public static App started() {
    return with(settings -> settings);
  }

  public static App with(UnaryOperator<SettingsBuilder> changes) {
    return new App(changes, Clock.systemUTC(), null, true);
  }

  /** With a clock that the test moves. */
  public App at(Clock testClock) {
    return new App(changes, testClock, outbound, quick);
  }

  /** With other ways to the servers of clients; null for the usual ones. */
  public App reaching(Outbound others) {
    return new App(changes, clock, others, quick);
  }

  /** For tests of passwords and keys: with the real cost of a hash, passwords in clear, and a signing key of its own. */
  public App asDelivered() {
    return new App(changes, clock, outbound, false);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    GatehouseBuilder builder = Gatehouse.builder()
        .settings(free -> changes.apply(usual(free.onFreePorts())))
        .clock(clock);
    if (outbound != null) {
      GatehouseInternals.reaching(builder, outbound);
    }
    gatehouse = builder.start().toCompletionStage().toCompletableFuture().get();
  }

  private SettingsBuilder usual(SettingsBuilder free) {
    return quick
        ? free.set("auth-server.users", DemoUsers.quick())
            .set("auth-server.signing-key", SharedKey.FILE.toString())
        : free;
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    gatehouse.close().toCompletionStage().toCompletableFuture().get();
  }

  public Gatehouse gatehouse() {
    return gatehouse;
  }

  public String issuer() {
    return gatehouse.settings().authServer().issuer();
  }

  public String origin() {
    return gatehouse.settings().resourceServer().origin();
  }

  public String mcpUrl() {
    return origin() + "/mcp";
  }

  /** A new public client. */
  public TestClient client() {
    return client(new JsonObject());
  }

  /** A new client with this metadata over the usual one. */
  public TestClient client(JsonObject metadata) {
    return TestClient.register(issuer(), mcpUrl(), metadata);
  }

  /** The client that this document describes. */
  public TestClient described(JsonObject document) {
    return new TestClient(issuer(), mcpUrl(), document);
  }

  /** A new client that keeps a secret. */
  public TestClient confidentialClient(String method) {
    return client(new JsonObject().put("token_endpoint_auth_method", method));
  }

  /** What the resource server makes of the token. */
  public Reply whoami(String token) {
    return Http.get(origin() + "/whoami", "Authorization", "Bearer " + token);
  }

  /** An access token that the user gave a new client. */
  public String token(String user, String scope) {
    return client().tokens(user, scope).getString("access_token");
  }

  /** Sends a JSON-RPC message to the MCP endpoint. */
  public Reply mcp(String token, String message, String... headers) {
    String[] all = Http.with(headers, "Authorization", "Bearer " + token);
    return Http.postJson(
        mcpUrl(), message, Http.with(all, "Accept", "application/json, text/event-stream"));
  }

  /** Calls a tool as 2025-06-18 does. */
  public Reply callTool(String token, String name, JsonObject arguments) {
    var message = new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", 7)
        .put("method", "tools/call")
        .put("params", new JsonObject().put("name", name).put("arguments", arguments));
    return mcp(token, message.encode(), "MCP-Protocol-Version", "2025-06-18");
  }
}
