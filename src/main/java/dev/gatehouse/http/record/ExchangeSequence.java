package dev.gatehouse.http.record;

import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.ExchangeListener;
import io.vertx.core.Vertx;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Passes exchanges on in the order in which their answers began to go out. The two servers report them from several event loops, so the later
 * one may arrive first; a request that was made while another one was being answered always comes before it. An exchange that does not arrive
 * within half a second holds up the others no longer. Safe for use by several event loops.
 */
public final class ExchangeSequence {
  private static final long PATIENCE_MILLIS = 500;

  private final Vertx vertx;
  private final ExchangeListener next;
  private final SortedMap<Long, Exchange> early = new TreeMap<>();
  private long lastNumber;
  private long lastPassed;
  private boolean timing;

  public ExchangeSequence(Vertx vertx, ExchangeListener next) {
    this.vertx = vertx;
    this.next = next;
  }

  /** The number of an answer that begins to go out now. Whoever takes one hands in the exchange with it, soon. */
  synchronized long number() {
    return ++lastNumber;
  }

  /** Passes the exchange on as soon as all with a smaller number have been. */
  synchronized void take(long number, Exchange exchange) {
    if (number <= lastPassed) { // it was waited for in vain
      next.exchanged(exchange);
      return;
    }
    early.put(number, exchange);
    pass();
    awaitGap();
  }

  private void pass() {
    @Nullable Exchange exchange = early.remove(lastPassed + 1);
    while (exchange != null) {
      lastPassed++;
      next.exchanged(exchange);
      exchange = early.remove(lastPassed + 1);
    }
  }

  private void awaitGap() {
    if (!early.isEmpty() && !timing) {
      timing = true;
      long awaited = lastPassed + 1;
      vertx.setTimer(PATIENCE_MILLIS, timer -> giveUp(awaited));
    }
  }

  private synchronized void giveUp(long awaited) {
    timing = false;
    if (!early.isEmpty() && lastPassed + 1 == awaited) {
      lastPassed = early.firstKey() - 1;
      pass();
    }
    awaitGap();
  }
}
