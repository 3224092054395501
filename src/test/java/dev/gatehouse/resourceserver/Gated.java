package dev.gatehouse.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.handshake.DecisionListeners;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.http.limit.RequestLimits;
import dev.gatehouse.http.page.Assets;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.resourceserver.RawHttp.Reply;
import dev.gatehouse.resourceserver.gate.BearerGate;
import dev.gatehouse.resourceserver.gate.ResourceGate;
import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.store.memory.MemoryStores;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.tls.Tls;
import dev.gatehouse.tls.TlsTrust;
import dev.gatehouse.token.dpop.DpopNonces;
import dev.gatehouse.token.dpop.DpopProofCheck;
import dev.gatehouse.token.dpop.DpopProofIds;
import dev.gatehouse.token.verification.TrustedIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The resource server on a free port, before a {@link LittleIssuer}; behind its guard stands an endpoint that counts the bytes of the body.
 */
public final class Gated
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AutoCloseable {
  private final UnaryOperator<SettingsBuilder> change;
  private final MovableClock clock = MovableClock.stopped();
  private LittleIssuer issuer;
  private Vertx vertx;
  private TrustedIssuer trusted;
  private DpopProofIds usedProofs;
  private Settings settings;
  private boolean forOneTest;

  private Gated(UnaryOperator<SettingsBuilder> change) {
    this.change = change;
  }

  public static Gated withDefaults() {
    return new Gated(settings -> settings);
  }

  public static Gated with(UnaryOperator<SettingsBuilder> change) {
    return new Gated(change);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    open();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  /** Registered in a field that is not static, each test has its own. */
  @Override
  public void beforeEach(ExtensionContext context) {
    if (issuer == null) {
      forOneTest = true;
      open();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (forOneTest) {
      close();
    }
  }

  public void open() {
    issuer = LittleIssuer.started(clock);
    start();
  }

  @Override
  public void close() {
    stop();
    issuer.close();
  }

  /** Starts the server; the issuer runs already, or does not. */
  public void start() {
    int port = FreePort.next();
    settings = change
        .apply(SettingsBuilder.create().issuer(issuer.url()).origin("http://localhost:" + port))
        .build();
    vertx = Vertx.vertx();
    var secrets = new Secrets(new SecureRandom());
    var decisions = new Decisions(Party.RESOURCE_SERVER, DecisionListeners.standard(), clock);
    trusted = new TrustedIssuer(
        vertx,
        TlsTrust.OF_JDK,
        clock,
        settings.resourceServer().accepted().authorizationServer(),
        settings.resourceServer().accepted().jwksEndpoint(),
        decisions);
    usedProofs = MemoryStores.proofIds(clock, secrets);
    var verticle = new ResourceServerVerticle(
        settings,
        Tls.PLAIN,
        trusted,
        new DpopProofCheck(
            settings.server().dpop().window(),
            settings.server().dpop().nonce()
                ? DpopNonces.required(secrets.next(), clock)
                : DpopNonces.off(clock),
            usedProofs,
            vertx.createSharedWorkerExecutor("proofs", 2),
            clock),
        Scopes.of("mcp.read", "notes:read", "notes:write", "admin:notes"),
        Gated::protocol,
        () -> router -> {},
        new Pages(Assets.load()),
        decisions,
        clock,
        secrets);
    await(trusted.start());
    await(vertx.deployVerticle(verticle));
  }

  public void stop() {
    await(trusted.close());
    await(vertx.close());
  }

  public LittleIssuer issuer() {
    return issuer;
  }

  public MovableClock clock() {
    return clock;
  }

  /** What the server remembers of proofs. */
  public DpopProofIds usedProofs() {
    return usedProofs;
  }

  public int port() {
    return settings.resourceServer().port();
  }

  public String origin() {
    return settings.resourceServer().origin();
  }

  public String resource() {
    return settings.resourceServer().resource();
  }

  public RawHttp http() {
    return new RawHttp(port());
  }

  /** A token that is good in all. */
  public String token() {
    return issuer.sign(claims());
  }

  public JsonObject claims() {
    return issuer.claims(resource());
  }

  /** {@code GET /whoami} with the token: 200 is what a good one gets. */
  public Reply whoami(String token) {
    return http().send("GET /whoami", "Authorization: Bearer " + token);
  }

  public static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  /** Waits until it is so; for what the server learns in the background. */
  public static void eventually(BooleanSupplier condition) {
    for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    assertThat(condition.getAsBoolean()).as("after ten seconds").isTrue();
  }

  private static List<Endpoint> protocol(ResourceGate gate) {
    return List.of(router -> {
      mountAt(router, "/mcp", gate);
      mountAt(router, "/", gate);
    });
  }

  private static void mountAt(Router router, String path, ResourceGate gate) {
    gate.guard().on(router.route(path), HttpMethod.POST);
    router.route(path).handler(RequestLimits.body(RequestLimits.MESSAGE)).handler(Gated::count);
  }

  private static void count(RoutingContext ctx) {
    JsonAnswer.send(
        ctx,
        200,
        new JsonObject()
            .put("bytes", ctx.body().length())
            .put("sub", BearerGate.tokenOf(ctx).subject()));
  }
}
