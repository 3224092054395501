package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.session.Cancellation;
import dev.gatehouse.mcp.session.MessageSink;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one POST: plain JSON, or a stream as soon as something is to be said before the answer, or the answer takes long; MCP
 * "Streamable HTTP".
 */
final class PostAnswer implements MessageSink {
  private final RoutingContext ctx;
  private final Context context;
  private final AccessToken token;
  private final Sessions sessions;
  private final @Nullable HttpSession session; // null where the request stands alone
  private final Cancellation cancellation;
  private final boolean streams;
  private @Nullable EventStream stream; // null as long as the answer may be plain
  private @Nullable SseConnection connection; // of that stream
  private boolean over;

  PostAnswer(
      RoutingContext ctx,
      AccessToken token,
      Sessions sessions,
      @Nullable HttpSession session,
      Cancellation cancellation) {
    this.ctx = ctx;
    this.context = ctx.vertx().getOrCreateContext();
    this.token = token;
    this.sessions = sessions;
    this.session = session;
    this.cancellation = cancellation;
    this.streams = acceptsEvents(ctx);
  }

  /** Whether the Accept header allows a stream. Without one, everything is fine. */
  static boolean acceptsEvents(RoutingContext ctx) {
    String accept = ctx.request().getHeader(HttpHeaders.ACCEPT);
    if (accept == null || accept.isBlank()) {
      return true;
    }
    String types = accept.toLowerCase(Locale.ROOT);
    return types.contains("text/event-stream") || types.contains("*/*") || types.contains("text/*");
  }

  @Override
  public boolean isOpen() {
    return streams;
  }

  @Override
  public synchronized void send(String message) {
    if (streams && !over) {
      opened().send(message);
    }
  }

  // Without an event id, which comes with the first event, a client could not come back.
  @Override
  public synchronized void letGo() {
    if (streams && !over && session != null && session.primes()) {
      opened().pause(sessions.rules().retry().toMillis());
    }
  }

  /** For a reply that does not come at once: the answer is watched, and becomes a stream after a while. */
  void await(Future<Reply> reply, boolean cancelledByEnd) {
    if (ctx.response().ended()) {
      return; // the tool let go of it
    }
    ctx.addEndHandler(ended -> gone(cancelledByEnd)); // also where the token ended
    if (streams) {
      long timer = ctx.vertx().setTimer(sessions.rules().openAfter().toMillis(), late -> open());
      reply.onComplete(replied -> ctx.vertx().cancelTimer(timer));
    }
  }

  /** Whether the answer goes out as a stream, on which the reply is the last message. */
  synchronized boolean endedAsStream(@Nullable String last) {
    over = true;
    if (stream == null) {
      return false;
    }
    if (last != null) {
      stream.send(last);
    }
    stream.end();
    return true;
  }

  private synchronized void open() {
    if (!over) {
      opened();
    }
  }

  private EventStream opened() {
    EventStream open = stream;
    if (open != null) {
      return open;
    }
    open = session == null ? EventStream.once(sessions.room()) : session.stream(token.scopes());
    stream = open;
    connection = new SseConnection(ctx, context, token, sessions);
    open.attach(connection);
    if (session != null && session.primes()) {
      open.prime();
    }
    return open;
  }

  private synchronized void gone(boolean cancels) {
    if (stream != null && connection != null) {
      stream.detach(connection);
    }
    if (cancels && !over) {
      context.runOnContext(later -> cancellation.cancel());
    }
  }
}
