package dev.gatehouse.console.run;

import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The last two hundred runs, newest first, and no more of them than a twelfth of the heap, or 80 megabytes. Every event loop may call it. */
public final class Runs {
  private static final int MOST = 200;
  private static final int MOST_STEPS = 20_000;
  private static final long MOST_BYTES = 80L << 20;
  private static final int PART_OF_HEAP = 12;

  private final long mostCharacters = bytes(Runtime.getRuntime().maxMemory()) / 2;

  private static final Set<Step> PAGES = EnumSet.of(Step.LOGOUT, Step.ALLOWED);
  private static final Set<Step> LOGINS = EnumSet.of(Step.LOGIN_PAGE, Step.LOGIN);

  private final Deque<Run> runs = new ArrayDeque<>();
  private long made;
  private long version;

  /** What all runs may hold in a heap of that size, two bytes a character. */
  public static long bytes(long heap) {
    return Math.min(MOST_BYTES, heap / PART_OF_HEAP);
  }

  /** Puts the exchange where it belongs, and returns that run; empty where it is of no client, such as a visit to the page to log out. */
  public synchronized Optional<RunView> take(Exchange exchange) {
    RunStep step = RunStep.of(exchange);
    Optional<Run> known = new RunAssignment(step).in(runs);
    if (known.isEmpty() && isOfNoClient(step)) {
      return Optional.empty();
    }
    Run run = known.orElseGet(() -> begin(exchange));
    run.add(step, ++version);
    forget(run);
    return Optional.of(run.view());
  }

  /** Whether the client of the run seems to go on in another one. */
  public boolean isTakenUp(RunView run) {
    return all().stream().anyMatch(run::isTakenUpBy);
  }

  /** All of them. */
  public synchronized List<RunView> all() {
    return runs.stream().map(Run::view).toList();
  }

  /** Which there are. */
  public synchronized Set<Long> ids() {
    return runs.stream().map(Run::id).collect(Collectors.toUnmodifiableSet());
  }

  /** The one with this id, unless it is gone. */
  public synchronized Optional<RunView> find(long id) {
    return runs.stream().filter(run -> run.id() == id).findFirst().map(Run::view);
  }

  /** The newest that has a step from one of these addresses, with port. */
  public Optional<RunView> newestFrom(Set<String> peers) {
    return all().stream()
        .filter(run ->
            run.steps().stream().anyMatch(step -> peers.contains(step.exchange().peer())))
        .findFirst();
  }

  /** Forgets them all. */
  public synchronized void clear() {
    runs.clear();
  }

  // What a person visits without any client. A login that is refused may be one that came too late.
  private static boolean isOfNoClient(RunStep step) {
    boolean page = step.kind() == Step.OTHER
        && step.exchange().request().header("accept").contains("text/html");
    return page
        || PAGES.contains(step.kind())
        || (LOGINS.contains(step.kind()) && step.turn() != RunStep.Turn.REFUSED);
  }

  private Run begin(Exchange exchange) {
    var run = new Run(++made, exchange.at());
    runs.addFirst(run);
    return run;
  }

  // The oldest go first; of the newest, where it is too much by itself, its older half.
  private void forget(Run newest) {
    Iterator<Run> oldestFirst = runs.descendingIterator();
    while (oldestFirst.hasNext() && (runs.size() > MOST || isTooMuch())) {
      if (!oldestFirst.next().equals(newest)) {
        oldestFirst.remove();
      }
    }
    if (isTooMuch()) {
      newest.halve();
    }
  }

  private boolean isTooMuch() {
    return steps() > MOST_STEPS || runs.stream().mapToLong(Run::weight).sum() > mostCharacters;
  }

  private int steps() {
    return runs.stream().mapToInt(Run::size).sum();
  }
}
