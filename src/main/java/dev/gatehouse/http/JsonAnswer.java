package dev.gatehouse.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Writes a JSON body, RFC 8259. Errors are {@code {"error": code, "detail": what would be right}}. */
public final class JsonAnswer {
  private JsonAnswer() {}

  public static Future<Void> send(RoutingContext ctx, int status, JsonObject body) {
    return ctx.response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(body.toBuffer());
  }

  public static Future<Void> error(RoutingContext ctx, int status, String code, String detail) {
    return send(ctx, status, new JsonObject().put("error", code).put("detail", detail));
  }
}
