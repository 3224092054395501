package dev.gatehouse.resourceserver;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.access.HostRule;
import dev.gatehouse.http.access.SecurityHeaders;
import dev.gatehouse.http.access.StrictTransport;
import dev.gatehouse.http.address.Proxies;
import dev.gatehouse.http.answer.JsonFailures;
import dev.gatehouse.http.page.ErrorPages;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.http.server.HealthEndpoint;
import dev.gatehouse.http.server.ServerListener;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.resourceserver.gate.ResourceGate;
import dev.gatehouse.resourceserver.metadata.NotFoundHints;
import dev.gatehouse.resourceserver.metadata.ResourceDescription;
import dev.gatehouse.resourceserver.metadata.ResourceMetadataEndpoint;
import dev.gatehouse.resourceserver.whoami.WhoamiEndpoint;
import dev.gatehouse.settings.model.ResourceServerSettings;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.tls.Tls;
import dev.gatehouse.token.dpop.DpopProofCheck;
import dev.gatehouse.token.verification.TrustedIssuer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The MCP resource server: what every request passes first, then the list of its endpoints. */
public final class ResourceServerVerticle extends VerticleBase {
  private final Settings settings;
  private final Tls tls;
  private final TrustedIssuer issuer;
  private final DpopProofCheck proofs;
  private final Scopes toolScopes;
  private final Function<ResourceGate, List<Endpoint>> protocol;
  private final Supplier<Endpoint> watch;
  private final Pages pages;
  private final Decisions decisions;
  private final Clock clock;
  private final Secrets secrets;
  private @Nullable ServerListener listener; // null until started

  /**
   * One of its instances.
   *
   * @param tls of its listener
   * @param issuer whose tokens are accepted; shared by all instances
   * @param proofs checks those of DPoP; shared by all instances
   * @param toolScopes those that tools need
   * @param protocol makes the endpoints that are not the gate's own: MCP and the landing page
   * @param watch makes what watches requests
   * @param pages for people who open an address of programs
   */
  public ResourceServerVerticle(
      Settings settings,
      Tls tls,
      TrustedIssuer issuer,
      DpopProofCheck proofs,
      Scopes toolScopes,
      Function<ResourceGate, List<Endpoint>> protocol,
      Supplier<Endpoint> watch,
      Pages pages,
      Decisions decisions,
      Clock clock,
      Secrets secrets) {
    this.settings = settings;
    this.tls = tls;
    this.issuer = issuer;
    this.proofs = proofs;
    this.toolScopes = toolScopes;
    this.protocol = protocol;
    this.watch = watch;
    this.pages = pages;
    this.decisions = decisions;
    this.clock = clock;
    this.secrets = secrets;
  }

  @Override
  public Future<?> start() {
    var bound = new ServerListener(vertx, tls, 2 * settings.server().instances());
    listener = bound;
    int port = settings.resourceServer().port();
    return bound.listen(settings.server().hosts(), port, router());
  }

  @Override
  public Future<?> stop() {
    ServerListener bound = listener;
    return bound == null ? Future.succeededFuture() : bound.close();
  }

  private Router router() {
    ResourceServerSettings own = settings.resourceServer();
    Router router = Router.router(vertx);
    watch.get().mount(router);
    var failures = new JsonFailures(secrets);
    IntStream.of(400, 404, 405, 413, 415, 500)
        .forEach(status -> router.errorHandler(status, failures));
    router
        .route()
        .handler(ErrorPages.of(pages, "resource server", settings))
        .handler(new Proxies(settings.server().trustedProxies()))
        .handler(new SecurityHeaders())
        .handler(new StrictTransport(own.origin()))
        .handler(new HostRule(settings.server(), own.origin(), decisions));
    ResourceGate gate = ResourceGate.of(vertx, settings, issuer, proofs, clock, decisions);
    String server = own.accepted().authorizationServer();
    var description = new ResourceDescription(
        server, toolScopes, "Gatehouse", true, own.accepted().requireDpop());
    new ResourceMetadataEndpoint(gate.urls(), description, decisions).mount(router);
    new WhoamiEndpoint(gate.bearer()).mount(router);
    new HealthEndpoint().mount(router);
    protocol.apply(gate).forEach(endpoint -> endpoint.mount(router));
    new NotFoundHints(server, gate.urls(), decisions).mount(router);
    return router;
  }
}
