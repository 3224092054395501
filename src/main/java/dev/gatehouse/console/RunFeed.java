package dev.gatehouse.console;

import dev.gatehouse.console.diagnosis.Diagnosis;
import dev.gatehouse.console.run.RunView;
import dev.gatehouse.console.run.Runs;
import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.ExchangeListener;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes exchanges into runs, and tells those who watch which run has changed: also when it has merely fallen silent. */
final class RunFeed implements ExchangeListener {
  private static final Logger LOG = LoggerFactory.getLogger("gatehouse");
  static final int MOST_WAITING = 300;
  private static final int MOST_WATCHERS = 20;
  private static final long TICK_MILLIS = 2_000;
  private static final Duration RECENT = Duration.ofMinutes(3);

  private final Runs runs = new Runs();
  private final Set<RunSubscriber> watchers = ConcurrentHashMap.newKeySet();
  private final Map<Long, String> said = new ConcurrentHashMap<>();
  private final RunDiagnoses told;
  private final LiveTokens tokens = new LiveTokens();
  private final Clock clock;
  private final WorkerExecutor worker;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean closed;

  /** Begins to look for silence; ends with the Vert.x instance. */
  RunFeed(Vertx vertx, RunDiagnoses told, Clock clock) {
    this.told = told;
    this.clock = clock;
    this.worker = vertx.createSharedWorkerExecutor("gatehouse-console", 1);
    vertx.setPeriodic(TICK_MILLIS, timer -> work(this::lookForSilence));
  }

  @Override
  public void exchanged(Exchange exchange) {
    work(() -> take(exchange));
  }

  Runs runs() {
    return runs;
  }

  LiveTokens tokens() {
    return tokens;
  }

  /** The line of a run in the list. */
  JsonObject summary(RunView run) {
    return new JsonObject()
        .put("id", run.id())
        .put("name", run.name().text())
        .put("client", run.clientId())
        .put("started", run.started().toString())
        .put("last", run.last().toString())
        .put("steps", run.counted())
        .put("verdict", RunStatus.of(run, runs, clock.instant()).wire())
        .put("now", run.latest().words())
        .put("diagnosis", latest(run, diagnoses(run)));
  }

  // Of the run as a whole, or of its latest step.
  private static String latest(RunView run, List<Diagnosis> diagnoses) {
    int number = run.latest().number();
    return diagnoses.stream()
        .filter(one -> one.weight() != Diagnosis.Weight.NOTE)
        .filter(one -> one.step() == 0 || one.step() == number)
        .map(Diagnosis::title)
        .reduce("", (earlier, later) -> later);
  }

  /** What is to be said of a run by now. */
  List<Diagnosis> diagnoses(RunView run) {
    return told.of(run, runs, clock.instant());
  }

  /** False where too many watch already, or all is about to end. */
  boolean add(RunSubscriber watcher) {
    return !closed && watchers.size() < MOST_WATCHERS && watchers.add(watcher);
  }

  /** Ends all streams. */
  void close() {
    closed = true;
    watchers.forEach(RunSubscriber::end);
  }

  void remove(RunSubscriber watcher) {
    watchers.remove(watcher);
  }

  /** Forgets all runs, and says so. */
  void clear() {
    runs.clear();
    said.clear();
    told.clear();
    tokens.clear();
    watchers.forEach(RunSubscriber::reset);
  }

  // Off the event loop, for an exchange is read in the light of whole runs. Where too many wait,
  // some are not shown; once all ends, nobody watches and the worker takes nothing more.
  private void work(Runnable action) {
    if (closed) {
      return;
    }
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return;
    }
    // One thread and one queue for all event loops: "ordered" would mean a queue for each of them.
    worker
        .executeBlocking(
            () -> {
              action.run();
              return true;
            },
            false)
        .onFailure(failure -> LOG.error("the console could not take an exchange", failure))
        .onComplete(done -> waiting.decrementAndGet());
  }

  private void take(Exchange exchange) {
    runs.take(exchange).ifPresent(run -> {
      told.look(run, runs);
      tokens.look(run);
      changed(run);
      if (run.counted() == 1) { // what was said of a silence may be withdrawn
        runs.all().stream()
            .filter(other -> other.isTakenUpBy(run))
            .filter(other -> RunStatus.of(other, runs, clock.instant()) == RunStatus.ASKED)
            .forEach(this::changed);
      }
    });
  }

  private void changed(RunView run) {
    watchers.forEach(watcher -> watcher.changed(run.id()));
  }

  private void lookForSilence() {
    if (watchers.isEmpty()) {
      return;
    }
    List<RunView> recent = runs.all().stream()
        .filter(run -> run.last().plus(RECENT).isAfter(clock.instant()))
        .toList();
    said.keySet().retainAll(recent.stream().map(RunView::id).toList());
    for (RunView run : recent) {
      String now = summary(run).encode();
      if (!now.equals(said.put(run.id(), now))) {
        changed(run);
      }
    }
  }
}
