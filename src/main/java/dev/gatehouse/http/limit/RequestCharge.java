package dev.gatehouse.http.limit;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** What one request is counted with in a {@link RequestRoom}: until it is answered, and nothing else holds it. For every thread. */
final class RequestCharge {
  private static final String BUSY = new JsonObject()
      .put("error", "temporarily_unavailable")
      .put("detail", "too much is under way, most of it for you: try again in a moment")
      .encode();

  private final RequestRoom room;
  private final RoutingContext ctx;
  private final Context context;
  private final List<Runnable> ends = new ArrayList<>(1);
  private long bytes;
  private int holds;
  private boolean evicted;

  RequestCharge(RequestRoom room, RoutingContext ctx, long bytes) {
    this.room = room;
    this.ctx = ctx;
    this.context = ctx.vertx().getOrCreateContext();
    this.bytes = bytes;
    if (!ctx.response().ended()) { // else only what is still to be written counts
      holds = 1;
      ctx.addEndHandler(ended -> release());
    }
  }

  void grow(long more) {
    synchronized (this) {
      bytes += more;
    }
    room.grow(this, more).forEach(RequestCharge::evict);
  }

  /** It holds so much and no more. */
  void set(long now) {
    long more;
    synchronized (this) {
      more = now - bytes;
      bytes = now;
    }
    room.grow(this, more).forEach(RequestCharge::evict);
  }

  /** Counted until the future is complete as well. */
  void hold(Future<?> until, Runnable end) {
    boolean late;
    synchronized (this) {
      holds++;
      late = evicted;
      ends.add(end);
    }
    until.onComplete(done -> release());
    if (late) {
      end.run();
    }
  }

  /** There is no room for it any more: it is ended, as far as it has come. */
  void evict() {
    List<Runnable> all;
    synchronized (this) {
      evicted = true;
      all = List.copyOf(ends);
    }
    context.runOnContext(tick -> {
      refuse();
      all.forEach(Runnable::run);
    });
  }

  synchronized boolean isEvicted() {
    return evicted;
  }

  private void refuse() {
    HttpServerResponse response = ctx.response();
    if (response.ended() || response.headWritten()) {
      ctx.request().connection().close();
      return;
    }
    discardBody();
    response
        .setStatusCode(503)
        .putHeader(HttpHeaders.RETRY_AFTER, "1")
        .putHeader(HttpHeaders.CONNECTION, "close")
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(BUSY)
        .onComplete(written -> ctx.request().connection().close());
  }

  // Nobody waits for the rest, and what came of it must not stay in a queue.
  private void discardBody() {
    if (!ctx.request().isEnded()) {
      ctx.request().handler(rest -> {});
      ctx.request().endHandler(end -> {});
      ctx.request().resume();
    }
  }

  private void release() {
    boolean over;
    synchronized (this) {
      over = --holds == 0;
    }
    if (over) {
      room.remove(this);
    }
  }
}
