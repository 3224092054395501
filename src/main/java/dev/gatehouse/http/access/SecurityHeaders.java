package dev.gatehouse.http.access;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * What every answer says to a browser unless its endpoint says otherwise: do not guess the type, do not keep it, do not show it in a frame,
 * let it load nothing. HTML sets its own policy over this one.
 */
public final class SecurityHeaders implements Handler<RoutingContext> {
  @Override
  public void handle(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store"); // RFC 6749 §5.1
    response.putHeader("Referrer-Policy", "no-referrer"); // RFC 9700 §4.2.4
    response.putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    ctx.next();
  }
}
