package dev.gatehouse.http.answer;

import dev.gatehouse.handshake.QuotedText;
import dev.gatehouse.oauth.crypto.Secrets;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last word on a request that failed: the status as JSON. What was a mistake of ours is a 500 with an id that stands in the log, and
 * nothing else of it (CWE-209).
 */
public final class JsonFailures implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger("gatehouse");

  private final Secrets secrets;

  public JsonFailures(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (ctx.response().headWritten()) {
      ctx.request().connection().close();
    } else if (hasBrokenEscape(ctx)) {
      JsonAnswer.error(
          ctx, 400, "bad_request", "in the path two hexadecimal digits come after each '%'");
    } else if (ctx.statusCode() >= 400 && ctx.statusCode() < 500) {
      HttpResponseStatus status = HttpResponseStatus.valueOf(ctx.statusCode());
      String code = status.reasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
      JsonAnswer.error(ctx, status.code(), code, detail(status));
    } else {
      String id = secrets.next(6);
      LOG.error(
          "server_error id={} path={}",
          id,
          QuotedText.path(ctx.request().path()),
          QuotedText.failure(ctx.failure()));
      JsonAnswer.error(ctx, 500, "server_error", "see the log at id " + id);
    }
  }

  // RFC 3986 §2.1: a path with a broken escape leads to no route; the router fails on it by an
  // exception.
  private static String detail(HttpResponseStatus status) {
    return switch (status.code()) {
      case 400 -> "the body is malformed; in a form two hexadecimal digits come after each '%'";
      case 404 -> "nothing is served at this path";
      case 413 -> "the body is longer than this path takes";
      default -> status.reasonPhrase();
    };
  }

  private static boolean hasBrokenEscape(RoutingContext ctx) {
    try {
      ctx.normalizedPath();
      return false;
    } catch (IllegalArgumentException broken) {
      return true;
    }
  }
}
