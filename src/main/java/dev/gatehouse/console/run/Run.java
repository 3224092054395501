package dev.gatehouse.console.run;

import dev.gatehouse.handshake.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One client's attempt: its steps so far, and by what the next one is known to belong to it. Guarded by {@link Runs}. */
final class Run {
  private static final int MOST_STEPS = 400;
  private static final int MOST_MARKS = 2000;
  private static final int MOST_PEERS = 50;

  private final long id;
  private final Instant started;
  private final List<RunStep> steps = new ArrayList<>();
  private final Set<String> marks = new LinkedHashSet<>();
  private final Set<String> peers = new LinkedHashSet<>();
  private Instant last;
  private ClientName name = ClientName.UNKNOWN;
  private String clientId = "";
  private boolean holdsToken;
  private int counted;
  private long version;

  Run(long id, Instant started) {
    this.id = id;
    this.started = started;
    this.last = started;
  }

  /** Adds a step; beyond the four hundredth only refusals and turns are kept, in place of the oldest plain ones. */
  void add(Exchange exchange, long newVersion) {
    RunStep step = RunStep.of(++counted, exchange);
    if (steps.size() >= MOST_STEPS) {
      steps.remove(oldestPlain());
    }
    steps.add(step);
    version = newVersion;
    last = exchange.at();
    learn(step);
  }

  private int oldestPlain() {
    for (int i = 0; i < steps.size(); i++) {
      Kind kind = steps.get(i).kind();
      if (kind == Kind.MCP || kind == Kind.TOOL_CALL || kind == Kind.WHOAMI) {
        return i;
      }
    }
    return 0;
  }

  private void learn(RunStep step) {
    remember(marks, step.exchange().marks(), MOST_MARKS);
    if (step.isOfTheProgram()) {
      remember(peers, Set.of(step.exchange().peer()), MOST_PEERS);
    }
    name = name.orBetter(ClientName.in(step));
    String asked = Identity.clientId(step);
    if (clientId.isEmpty() && !asked.isEmpty()) {
      clientId = asked;
    }
    holdsToken |= (step.kind() == Kind.TOKEN || step.kind() == Kind.REFRESH)
        && step.turn() == RunStep.Turn.GRANTED;
  }

  private static void remember(Set<String> set, Set<String> more, int most) {
    set.addAll(more);
    while (set.size() > most) {
      set.remove(set.iterator().next());
    }
  }

  long id() {
    return id;
  }

  int size() {
    return steps.size();
  }

  String clientId() {
    return clientId;
  }

  /** Grows whenever something is added, across all runs. */
  long version() {
    return version;
  }

  boolean isIdle(Instant now, Duration most) {
    return last.plus(most).isBefore(now);
  }

  boolean knowsAny(Set<String> others) {
    return others.stream().anyMatch(marks::contains);
  }

  boolean knowsPeer(String peer) {
    return peers.contains(peer);
  }

  /** Whether it waits for what only a new authorization gives: no token yet, or one that was refused last. */
  boolean wantsToken() {
    RunStep latest = steps.get(steps.size() - 1);
    return !holdsToken
        || latest.turn() == RunStep.Turn.TURN
        || latest.turn() == RunStep.Turn.REFUSED
        || latest.kind().isDiscovery();
  }

  /** Whether the resource server itself asks. */
  boolean isOurs() {
    return steps.get(0).isOurs();
  }

  String agent() {
    return name.agent();
  }

  boolean hasAgent(String agent) {
    return name.agent().equals(agent);
  }

  RunView view() {
    return new RunView(id, version, started, last, name, clientId, counted, List.copyOf(steps));
  }
}
