package dev.gatehouse.http.answer;

import dev.gatehouse.http.limit.RequestRoom;
import dev.gatehouse.http.page.ErrorPages;
import dev.gatehouse.http.record.ExchangeRecorder;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Writes a JSON body, RFC 8259. Errors are {@code {"error": code, "detail": what would be right}}. */
public final class JsonAnswer {
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private JsonAnswer() {}

  public static Future<Void> send(RoutingContext ctx, int status, JsonObject body) {
    return send(ctx, status, body.encode());
  }

  /** The body is JSON already. */
  public static Future<Void> send(RoutingContext ctx, int status, String json) {
    ExchangeRecorder.answered(ctx, json);
    Future<Void> written = ctx.response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .end(json);
    return RequestRoom.sends(ctx, json.length(), written);
  }

  /** An error; a person who opens the address in a browser reads it in a page ({@link ErrorPages}). */
  public static Future<Void> error(RoutingContext ctx, int status, String code, String detail) {
    if (ErrorPages.answered(ctx, status, detail)) {
      return Future.succeededFuture();
    }
    return send(ctx, status, new JsonObject().put("error", code).put("detail", detail));
  }
}
