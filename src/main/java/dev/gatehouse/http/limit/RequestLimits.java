package dev.gatehouse.http.limit;

import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooLongFormFieldException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooManyFormFieldsException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;

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
      if (RequestRoom.reading(ctx, most)) {
        read(ctx, reader);
      } else {
        ctx.request().pause();
        ctx.vertx().runOnContext(tick -> readLater(ctx, reader));
      }
    };
  }

  private static void read(RoutingContext ctx, BodyHandler reader) {
    reader.handle(ctx);
    // Where the connection is cut the reader would fail with 200, which nothing handles.
    ctx.request().exceptionHandler(cause -> refuse(ctx, cause));
  }

  // Many large bodies may have arrived at once, and those that must make way are not read at all.
  private static void readLater(RoutingContext ctx, BodyHandler reader) {
    if (!RequestRoom.mustMakeWay(ctx) && !ctx.response().closed()) {
      read(ctx, reader);
      ctx.request().resume();
    }
  }

  private static void refuse(RoutingContext ctx, Throwable cause) {
    if (!ctx.failed() && !ctx.response().ended()) {
      String tooMuch = tooMuch(cause);
      if (tooMuch.isEmpty()) {
        ctx.fail(400);
      } else {
        ctx.fail(400, OAuthException.invalidRequest(Cause.REQUEST_MALFORMED, tooMuch));
      }
    }
  }

  // The limits are those of Vert.x. What is too long for one is told by a plain IOException; a
  // connection that ends has exceptions of its own.
  private static String tooMuch(Throwable cause) {
    for (Throwable one = cause; one != null; one = one.getCause()) {
      if (one instanceof TooManyFormFieldsException) {
        return "a form of more than " + HttpServerOptions.DEFAULT_MAX_FORM_FIELDS
            + " fields is not read";
      }
      if (one instanceof TooLongFormFieldException || one.getClass() == IOException.class) {
        return "a field of a form that is longer than "
            + HttpServerOptions.DEFAULT_MAX_FORM_ATTRIBUTE_SIZE + " bytes is not read";
      }
    }
    return "";
  }
}
