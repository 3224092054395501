package dev.gatehouse.authserver;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.access.HostRule;
import dev.gatehouse.http.access.SecurityHeaders;
import dev.gatehouse.http.access.StrictTransport;
import dev.gatehouse.http.address.Proxies;
import dev.gatehouse.http.page.ErrorPages;
import dev.gatehouse.http.server.ServerListener;
import dev.gatehouse.tls.Tls;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The authorization server: what every request passes first, then the endpoints that {@link AuthorizationServer} lists. */
public final class AuthorizationServerVerticle extends VerticleBase {
  private final AuthorizationServer server;
  private final Tls tls;
  private final Supplier<Endpoint> watch;
  private final Decisions decisions;
  private @Nullable ServerListener listener; // null until started

  /** One of its instances; all share the server's stores and keys. What watches requests is made for each. */
  public AuthorizationServerVerticle(
      AuthorizationServer server, Tls tls, Supplier<Endpoint> watch, Decisions decisions) {
    this.server = server;
    this.tls = tls;
    this.watch = watch;
    this.decisions = decisions;
  }

  @Override
  public Future<?> start() {
    var bound = new ServerListener(vertx, tls, 2 * server.settings().server().instances());
    listener = bound;
    return bound.listen(
        server.settings().server().hosts(), server.settings().authServer().port(), router());
  }

  @Override
  public Future<?> stop() {
    ServerListener bound = listener;
    return bound == null ? Future.succeededFuture() : bound.close();
  }

  private Router router() {
    Router router = Router.router(vertx);
    watch.get().mount(router);
    router
        .route()
        .handler(ErrorPages.of(server.pages(), "authorization server", server.settings()))
        .handler(new Proxies(server.settings().server().trustedProxies()))
        .handler(new SecurityHeaders())
        .handler(new StrictTransport(server.settings().authServer().issuer()))
        .handler(new HostRule(
            server.settings().server(), server.settings().authServer().issuer(), decisions));
    server.endpoints(decisions).forEach(endpoint -> endpoint.mount(router));
    return router;
  }
}
