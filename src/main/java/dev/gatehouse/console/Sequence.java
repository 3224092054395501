package dev.gatehouse.console;

import dev.gatehouse.handshake.Exchange;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Passes exchanges on in the order in which they ended: two servers on several event loops tell of them, and the later one may be heard of
 * first. Waits for a moment that nobody sees. For one event loop.
 */
final class Sequence {
  private static final long WAIT_MILLIS = 25;

  private final Vertx vertx;
  private final Consumer<Exchange> next;
  private List<Exchange> waiting = new ArrayList<>();

  Sequence(Vertx vertx, Consumer<Exchange> next) {
    this.vertx = vertx;
    this.next = next;
  }

  void take(Exchange exchange) {
    waiting.add(exchange);
    if (waiting.size() == 1) {
      vertx.setTimer(WAIT_MILLIS, waited -> pass());
    }
  }

  private void pass() {
    List<Exchange> all = waiting;
    waiting = new ArrayList<>();
    all.sort(Comparator.comparing(Exchange::ended));
    all.forEach(next);
  }
}
