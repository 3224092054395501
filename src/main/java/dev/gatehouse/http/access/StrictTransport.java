package dev.gatehouse.http.access;

import dev.gatehouse.oauth.uri.Authority;
import dev.gatehouse.oauth.uri.Loopback;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Tells browsers to come back over https alone, RFC 6797: for a year, where the server's public URL is https, under its own name. Never for a
 * loopback name, which other servers on this computer share, nor where a proxy says that this request came over plain HTTP (§7.2).
 */
public final class StrictTransport implements Handler<RoutingContext> {
  private static final String A_YEAR = "max-age=31536000";

  private final String pinned; // empty where none is

  /** The URL is the server's public one. */
  public StrictTransport(String url) {
    this.pinned = Authority.ofOrigin(url)
        .map(Authority::host)
        .filter(own -> url.startsWith("https://") && !Loopback.isHost(own))
        .orElse("");
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (!pinned.isEmpty()
        && isPinned(ctx)
        && !"http".equals(ctx.request().getHeader("X-Forwarded-Proto"))) {
      ctx.response().putHeader("Strict-Transport-Security", A_YEAR);
    }
    ctx.next();
  }

  private boolean isPinned(RoutingContext ctx) {
    return Optional.ofNullable(ctx.request().getHeader(HttpHeaders.HOST))
        .flatMap(Authority::parse)
        .map(Authority::host)
        .equals(Optional.of(pinned));
  }
}
