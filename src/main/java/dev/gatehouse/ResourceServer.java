package dev.gatehouse;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.resourceserver.gate.BearerGate;
import dev.gatehouse.resourceserver.metadata.ResourceMetadataEndpoint;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.wiring.GateVerticle;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;

/**
 * The gate alone, in front of routes of one's own: checks access tokens of any issuer as the MCP server of Gatehouse does (RFC 6750, RFC 9068, RFC
 * 9449), and says where to get one (RFC 9728). Runs neither the authorization server nor a page.
 *
 * <pre>{@code
 * ResourceServer books = ResourceServer.builder(vertx)
 *     .issuer("https://login.example.com")
 *     .resource("https://api.example.com/books")
 *     .scopes("books:read", "books:write")
 *     .start().await();
 * Router router = Router.router(vertx);
 * books.mount(router);
 * router.get("/books").handler(books.guard("books:read")).handler(ctx -> ctx.end(ResourceServer.caller(ctx).subject()));
 * }</pre>
 */
public final class ResourceServer {
  private final Vertx vertx;
  private final String deployment;
  private final GateVerticle gate;
  private final ResourceMetadataEndpoint metadata;

  ResourceServer(
      Vertx vertx, String deployment, GateVerticle gate, ResourceMetadataEndpoint metadata) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.gate = gate;
    this.metadata = metadata;
  }

  /** What to guard; issuer and resource must be given. The Vert.x instance stays the caller's. */
  public static ResourceServerBuilder builder(Vertx vertx) {
    return new ResourceServerBuilder(vertx);
  }

  /** Puts the protected resource metadata on the router, before what else may answer there. */
  public void mount(Router router) {
    metadata.mount(router);
  }

  /**
   * Lets a request pass that carries a good token with all of the scopes; answers all others with 401 or 403 and a challenge. Put it before
   * the {@code BodyHandler}, and make one for each event loop: a gate that several share waits for its own locks.
   */
  public Handler<RoutingContext> guard(String... scopes) {
    SecurityPolicyHandler first = gate.requiring(Scopes.of(scopes))::handle;
    return first; // of this kind, so that vertx-web insists on the order
  }

  /** What the token of a request says that passed a guard. */
  public static AccessToken caller(RoutingContext ctx) {
    return BearerGate.tokenOf(ctx);
  }

  /** Asks the issuer nothing more. Guards go on with the keys that they know. */
  public Future<Void> close() {
    return vertx.undeploy(deployment);
  }
}
