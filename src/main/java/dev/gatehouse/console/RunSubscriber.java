package dev.gatehouse.console;

import dev.gatehouse.console.run.RunView;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One page that watches, by server-sent events (WHATWG HTML §9.2). What waits for it is at most one line for each run, so that a slow
 * reader costs no memory; one that has read nothing between two heartbeats is dropped, and comes back by itself.
 */
final class RunSubscriber {
  private final RunFeed hub;
  private final Context context;
  private final HttpServerResponse response;
  private final String epoch;
  private final Set<Long> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean woken = new AtomicBoolean();
  private boolean stuck;

  /** The context is that of the response; the epoch names this process. */
  RunSubscriber(RunFeed hub, Context context, HttpServerResponse response, String epoch) {
    this.hub = hub;
    this.context = context;
    this.response = response;
    this.epoch = epoch;
  }

  /** May be called from anywhere. */
  void changed(long run) {
    waiting.add(run);
    if (woken.compareAndSet(false, true)) {
      context.runOnContext(go -> flush());
    }
  }

  /** Everything the page knows is gone. May be called from anywhere. */
  void reset() {
    waiting.clear();
    context.runOnContext(go -> write("event: reset\ndata: {}\n\n"));
  }

  /** The page will come back by itself. May be called from anywhere. */
  void end() {
    context.runOnContext(go -> {
      if (!response.ended() && !response.closed()) {
        response.end();
      }
    });
  }

  /** Keeps the connection open; false where nobody reads at the other end. */
  boolean beat() {
    if (response.writeQueueFull()) {
      boolean again = stuck;
      stuck = true;
      return !again;
    }
    stuck = false;
    write(": still here\n\n");
    return true;
  }

  // In the order of their versions: whoever comes back names the last one, and has all before it.
  // Forgotten before it is read, so that what changes meanwhile is noted again.
  private void flush() {
    woken.set(false);
    Set<Long> asked = Set.copyOf(waiting);
    waiting.removeAll(asked);
    for (RunView run : inOrder(asked)) {
      if (response.writeQueueFull()) {
        waiting.add(run.id());
      } else {
        send(run);
      }
    }
    if (!waiting.isEmpty() && response.writeQueueFull()) {
      response.drainHandler(drained -> flush());
    }
  }

  private List<RunView> inOrder(Set<Long> asked) {
    return hub.runs().all().stream()
        .filter(run -> asked.contains(run.id()))
        .sorted(Comparator.comparingLong(RunView::version))
        .toList();
  }

  private void send(RunView run) {
    JsonObject summary = hub.summary(run);
    write(
        "id: " + epoch + '-' + run.version() + "\nevent: run\ndata: " + summary.encode() + "\n\n");
  }

  private void write(String text) {
    if (!response.ended() && !response.closed()) {
      response.write(text);
    }
  }
}
