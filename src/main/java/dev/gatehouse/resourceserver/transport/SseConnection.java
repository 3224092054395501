package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.http.ExchangeRecorder;
import dev.gatehouse.http.RequestRoom;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One HTTP response that carries events; HTML Standard "Server-sent events". May be written from every thread. A reader that is too slow costs
 * a bounded amount of memory and is then dropped.
 */
final class SseConnection {
  /** The longest wait of a timer that is worth setting: a token does not live that long. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final int MOST_PENDING = 1 << 20;
  private static final CharSequence EVENTS = HttpHeaders.createOptimized("text/event-stream");
  private static final String HEARTBEAT = ":\n\n";

  private final Context context;
  private final RoutingContext ctx;
  private final HttpServerResponse response;
  private final BooleanSupplier revoked;
  private final Consumer<String> shown;
  private final Scopes scopes;
  private final Deque<String> pending = new ArrayDeque<>();
  private int pendingSize;
  private boolean ending;
  private boolean over;
  private boolean stalled;

  /** Begins the response. It ends with the token, or when that is revoked, if not before. */
  SseConnection(RoutingContext ctx, Context context, AccessToken token, Sessions sessions) {
    this.ctx = ctx;
    this.context = context;
    this.response = ctx.response();
    this.scopes = token.scopes();
    this.shown = event -> ExchangeRecorder.streamed(ctx, event);
    this.revoked =
        () -> !sessions.revocations().isKnown() || sessions.revocations().isRevoked(token);
    Duration left = Duration.between(sessions.clock().instant(), token.expiresAt());
    run(() -> open(ctx, sessions.rules().heartbeat(), left));
  }

  /** Whether its token has the scope, where one is named. */
  boolean mayCarry(String scope) {
    return scope.isEmpty() || scopes.contains(scope);
  }

  void write(String event) {
    run(() -> deliver(event));
  }

  /** Ends the response once all is written. */
  void end() {
    run(() -> {
      ending = true;
      flush();
    });
  }

  private void run(Runnable action) {
    if (context == Vertx.currentContext()) {
      action.run();
    } else {
      context.runOnContext(queued -> action.run());
    }
  }

  private void open(RoutingContext ctx, Duration heartbeat, Duration tokenLeft) {
    if (response.closed() || response.ended()) {
      over = true;
      return;
    }
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, EVENTS)
        .putHeader("X-Accel-Buffering", "no")
        .drainHandler(drained -> flush());
    long beats = ctx.vertx().setPeriodic(heartbeat.toMillis(), beat -> beat());
    Duration life = tokenLeft.compareTo(LONGEST) < 0 ? tokenLeft : LONGEST;
    long expiry = ctx.vertx().setTimer(Math.max(1, life.toMillis()), expired -> end());
    ctx.addEndHandler(ended -> {
      over = true;
      pending.clear();
      ctx.vertx().cancelTimer(beats);
      ctx.vertx().cancelTimer(expiry);
    });
    response.writeHead(); // the client learns at once that it is connected
  }

  private void deliver(String event) {
    if (over || ending) {
      return;
    }
    shown.accept(event);
    if (pending.isEmpty() && !response.writeQueueFull()) {
      response.write(event);
      return;
    }
    pending.add(event);
    pendingSize += event.length();
    RequestRoom.waits(ctx, 2L * event.length());
    if (pendingSize > MOST_PENDING && pending.size() > 1) {
      drop();
    }
  }

  private void flush() {
    while (!over && !pending.isEmpty() && !response.writeQueueFull()) {
      String event = pending.remove();
      pendingSize -= event.length();
      RequestRoom.waits(ctx, -2L * event.length());
      response.write(event);
    }
    if (ending && !over && pending.isEmpty()) {
      over = true;
      response.end();
    }
  }

  private void beat() {
    if (revoked.getAsBoolean()) {
      end();
      return;
    }
    boolean full = response.writeQueueFull();
    if (full && stalled) {
      drop();
      return;
    }
    stalled = full;
    if (!full) {
      deliver(HEARTBEAT);
    }
  }

  private void drop() {
    over = true;
    pending.clear();
    response.reset();
  }
}
