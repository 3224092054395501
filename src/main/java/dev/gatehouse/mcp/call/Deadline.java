package dev.gatehouse.mcp.call;

import io.vertx.core.Vertx;
import java.time.Duration;

/** A time limit that can be stopped and run on. Used by one thread at a time. */
final class Deadline {
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final Runnable expired;
  private long left;
  private long since;
  private long timer = NO_TIMER;

  Deadline(Vertx vertx, Duration limit, Runnable expired) {
    this.vertx = vertx;
    this.expired = expired;
    this.left = limit.toNanos();
  }

  void run() {
    since = System.nanoTime();
    timer = vertx.setTimer(Math.max(1, left / 1_000_000), fired -> expired.run());
  }

  void stop() {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
      left -= System.nanoTime() - since;
    }
  }
}
