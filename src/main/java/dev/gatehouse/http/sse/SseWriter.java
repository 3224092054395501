package dev.gatehouse.http.sse;

import dev.gatehouse.http.limit.RequestRoom;
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
 * One HTTP response that carries events. May be written from every thread. A reader that is too slow costs a bounded amount of memory; one
 * that reads nothing between two heartbeats, or for which too much waits, is dropped.
 */
public final class SseWriter {
  private static final int MOST_PENDING = 1 << 20;
  private static final CharSequence EVENTS = HttpHeaders.createOptimized("text/event-stream");

  private final Context context;
  private final RoutingContext ctx;
  private final HttpServerResponse response;
  private final Consumer<String> written;
  private final Deque<String> pending = new ArrayDeque<>();
  private Runnable onRoom = () -> {};
  private int pendingSize;
  private boolean ending;
  private boolean over;
  private boolean stalled;

  /**
   * A response of that request.
   *
   * @param context of the response
   * @param written is told of each event that is written or waits, heartbeats too
   */
  public SseWriter(RoutingContext ctx, Context context, Consumer<String> written) {
    this.ctx = ctx;
    this.context = context;
    this.response = ctx.response();
    this.written = written;
  }

  /**
   * Begins the response.
   *
   * @param heartbeat how often it shows that it is alive
   * @param life after which it ends
   * @param goesOn is asked at each heartbeat; false ends it
   */
  public void open(Duration heartbeat, Duration life, BooleanSupplier goesOn) {
    run(() -> begin(heartbeat, life, goesOn));
  }

  /** Writes the text of an event, now or when there is room. */
  public void write(String event) {
    run(() -> deliver(event));
  }

  /** Ends the response once all is written. */
  public void end() {
    run(() -> {
      ending = true;
      flush();
    });
  }

  /** Whether an event would be written at once; on the event loop of the response. */
  public boolean hasRoom() {
    return pending.isEmpty() && !response.writeQueueFull();
  }

  /** Runs the action as soon as there is room again, in place of one that waits for that; on the event loop of the response. */
  public void whenRoom(Runnable action) {
    onRoom = action;
  }

  private void run(Runnable action) {
    if (context == Vertx.currentContext()) {
      action.run();
    } else {
      context.runOnContext(queued -> action.run());
    }
  }

  private void begin(Duration heartbeat, Duration life, BooleanSupplier goesOn) {
    if (response.closed() || response.ended()) {
      over = true;
      return;
    }
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, EVENTS)
        .putHeader("X-Accel-Buffering", "no")
        .drainHandler(drained -> flush());
    long beats = ctx.vertx().setPeriodic(heartbeat.toMillis(), beat -> beat(goesOn));
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
    written.accept(event);
    if (hasRoom()) {
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
    if (!over && hasRoom()) {
      Runnable waiting = onRoom;
      onRoom = () -> {};
      waiting.run();
    }
  }

  private void beat(BooleanSupplier goesOn) {
    if (!goesOn.getAsBoolean()) {
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
      deliver(SseEvent.HEARTBEAT);
    }
  }

  private void drop() {
    over = true;
    pending.clear();
    response.reset();
  }
}
