package dev.gatehouse.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** How much of a request is read into memory. What is larger gets 413; nothing is written to disk. */
public final class RequestLimits {
  /** A JSON-RPC message: one megabyte. */
  public static final long MESSAGE = 1 << 20;
  /** A form, or client metadata: 64 kilobytes. */
  public static final long FORM = 64 << 10;

  private RequestLimits() {}

  /**
   * Reads the body; one that is cut off or malformed gets 400. Mount it after what may refuse the request; it hides its type, because the router would insist that a
   * {@code BodyHandler} comes first.
   */
  public static Handler<RoutingContext> body(long most) {
    BodyHandler reader = BodyHandler.create(false).setBodyLimit(most);
    return ctx -> {
      reader.handle(ctx);
      // Where the connection is cut the reader would fail with 200, which nothing handles.
      ctx.request().exceptionHandler(cut -> refuse(ctx));
    };
  }

  private static void refuse(RoutingContext ctx) {
    if (!ctx.failed()) {
      ctx.fail(400);
    }
  }
}
