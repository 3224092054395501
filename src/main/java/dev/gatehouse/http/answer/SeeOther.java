package dev.gatehouse.http.answer;

import io.vertx.ext.web.RoutingContext;

/** The answer that sends a browser on with a GET, so that it sends no password or code again: 303, RFC 9700 §4.12. Never stored. */
public final class SeeOther {
  private SeeOther() {}

  public static void to(RoutingContext ctx, String location) {
    ctx.response()
        .setStatusCode(303)
        .putHeader("Location", location)
        .putHeader("Cache-Control", "no-store")
        .end();
  }
}
