package dev.gatehouse.console;

import dev.gatehouse.console.run.RunView;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.JsonAnswer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /console/events}: each run that changed, as it changes. A page that comes back says what it had last, and gets the rest. */
final class RunEventsEndpoint implements Endpoint {
  private final RunFeed feed;
  private final String epoch;
  private final Duration beat;

  /**
   * The stream of one process.
   *
   * @param epoch names the process
   * @param beat after twice this time a page that reads nothing is dropped
   */
  RunEventsEndpoint(RunFeed feed, String epoch, Duration beat) {
    this.feed = feed;
    this.epoch = epoch;
    this.beat = beat;
  }

  @Override
  public void mount(Router router) {
    router.get(ServerEndpoint.CONSOLE.below("events")).handler(this::open);
  }

  private void open(RoutingContext ctx) {
    Context context = Vertx.currentContext();
    var watcher = new RunSubscriber(feed, context, ctx, epoch);
    if (!feed.add(watcher)) {
      JsonAnswer.error(ctx, 503, "too_many", "too many pages watch already: close one");
      return;
    }
    ctx.addEndHandler(ended -> feed.remove(watcher));
    watcher.open(beat);
    long seen = lastSeen(ctx.request().getHeader("Last-Event-ID"));
    if (seen < 0) {
      watcher.reset();
    }
    missed(seen).forEach(watcher::changed);
  }

  // Of another process, or of none: then the page knows nothing that counts.
  private long lastSeen(@Nullable String id) {
    if (id == null || !id.startsWith(epoch + '-')) {
      return -1;
    }
    try {
      return Long.parseLong(id.substring(epoch.length() + 1));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private List<Long> missed(long seen) {
    var missed = new ArrayList<>(feed.runs().all().stream()
        .filter(run -> run.version() > seen)
        .map(RunView::id)
        .toList());
    Collections.reverse(missed);
    return missed;
  }
}
