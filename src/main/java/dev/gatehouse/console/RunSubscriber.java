package dev.gatehouse.console;

import dev.gatehouse.console.run.RunView;
import dev.gatehouse.http.sse.SseEvent;
import dev.gatehouse.http.sse.SseWriter;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One page that watches, by server-sent events. What waits for it is at most one line for each run, so that a slow reader costs no memory;
 * one that was dropped comes back by itself.
 */
final class RunSubscriber {
  private static final Duration LIFE = Duration.ofDays(7); // a page comes back by itself
  private static final long RETRY_MILLIS = 1000;
  private static final String RESET = SseEvent.of("{}").named("reset").text();

  private final RunFeed feed;
  private final Context context;
  private final SseWriter writer;
  private final String epoch;
  private final Set<Long> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean woken = new AtomicBoolean();

  /** The context is that of the response; the epoch names this process. */
  RunSubscriber(RunFeed feed, Context context, RoutingContext ctx, String epoch) {
    this.feed = feed;
    this.context = context;
    this.writer = new SseWriter(ctx, context, event -> {});
    this.epoch = epoch;
  }

  /** Begins the stream. */
  void open(Duration beat) {
    writer.open(beat, LIFE, () -> true);
    writer.write(SseEvent.retry(RETRY_MILLIS));
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
    writer.write(RESET);
  }

  /** The page will come back by itself. May be called from anywhere. */
  void end() {
    writer.end();
  }

  // In the order of their versions: whoever comes back names the last one, and has all before it.
  // Forgotten before it is read, so that what changes meanwhile is noted again.
  private void flush() {
    woken.set(false);
    Set<Long> asked = Set.copyOf(waiting);
    waiting.removeAll(asked);
    for (RunView run : inOrder(asked)) {
      if (writer.hasRoom()) {
        send(run);
      } else {
        waiting.add(run.id());
      }
    }
    if (!waiting.isEmpty() && !writer.hasRoom()) {
      writer.whenRoom(this::flush);
    }
  }

  private List<RunView> inOrder(Set<Long> asked) {
    return feed.runs().all().stream()
        .filter(run -> asked.contains(run.id()))
        .sorted(Comparator.comparingLong(RunView::version))
        .toList();
  }

  private void send(RunView run) {
    writer.write(SseEvent.of(feed.summary(run).encode())
        .withId(epoch + '-' + run.version())
        .named("run")
        .text());
  }
}
