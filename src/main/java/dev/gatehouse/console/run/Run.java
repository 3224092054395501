package dev.gatehouse.console.run;

import dev.gatehouse.handshake.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One client's attempt: its steps so far, and by what the next one is known to belong to it. Guarded by {@link Runs}. */
final class Run {
  private static final int MOST_STEPS = 1000;
  private static final int MOST_MARKS = 2000;
  private static final int MOST_PEERS = 50;

  private final long id;
  private final Instant started;
  private final List<RunStep> steps = new ArrayList<>();
  private final Set<String> marks = new LinkedHashSet<>();
  private final Set<String> peers = new LinkedHashSet<>();
  private final Set<String> hosts = new LinkedHashSet<>();
  private Instant last;
  private ClientName name = ClientName.UNKNOWN;
  private String clientId = "";
  private boolean holdsToken;
  private int counted;
  private long version;
  private int weight;
  private @Nullable RunView view; // null where it is to be made anew

  Run(long id, Instant started) {
    this.id = id;
    this.started = started;
    this.last = started;
  }

  /** Adds a step; beyond the thousandth only refusals and turns are kept, in place of the oldest plain ones. */
  void add(RunStep next, long newVersion) {
    RunStep step = next.numbered(++counted);
    if (steps.size() >= MOST_STEPS) {
      weight -= steps.remove(oldestPlain()).characters();
    }
    steps.add(step);
    weight += step.characters();
    version = newVersion;
    view = null;
    last = step.exchange().at();
    learn(step);
  }

  private int oldestPlain() {
    for (int i = 0; i < steps.size(); i++) {
      Step kind = steps.get(i).kind();
      if (kind == Step.MCP_REQUEST || kind == Step.TOOL_CALL || kind == Step.WHOAMI) {
        return i;
      }
    }
    return 0;
  }

  private void learn(RunStep step) {
    remember(marks, step.exchange().marks(), MOST_MARKS);
    if (step.isOfTheProgram()) {
      remember(peers, Set.of(step.exchange().peer()), MOST_PEERS);
      remember(hosts, Set.of(PeerNames.host(step.exchange().peer())), MOST_PEERS);
    }
    name = name.orBetter(ClientName.in(step));
    String asked = StepClient.clientId(step);
    if (clientId.isEmpty() && !asked.isEmpty()) {
      clientId = asked;
    }
    holdsToken |= (step.kind() == Step.TOKEN || step.kind() == Step.REFRESH)
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

  /** About how many characters it holds. */
  int weight() {
    return weight;
  }

  /** Lets the older half of its steps go. */
  void halve() {
    List<RunStep> older = steps.subList(0, steps.size() / 2);
    older.forEach(step -> weight -= step.characters());
    older.clear();
    view = null;
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
        || latest.isDiscovery();
  }

  /** Whether the resource server itself asks. */
  boolean isOurs() {
    return steps.get(0).isOurs();
  }

  ClientName name() {
    return name;
  }

  /** Whether its program has sent from that computer. */
  boolean knowsHost(String host) {
    return hosts.contains(host);
  }

  /** Whether its latest step is the same question. */
  boolean hasJustAsked(RunStep step) {
    RunStep latest = steps.get(steps.size() - 1);
    return latest.kind() == step.kind()
        && latest.exchange().request().method().equals(step.exchange().request().method())
        && latest.words().equals(step.words())
        && JsonBodies.method(latest.exchange()).equals(JsonBodies.method(step.exchange()));
  }

  /** Whether the latest answer leads to a step of that kind: the 401 to the metadata, and so on. */
  boolean wasTold(Step next) {
    RunStep before = steps.get(steps.size() - 1);
    Step latest = before.kind();
    boolean inVain = before.exchange().answer().status() >= 400; // then the next place is tried
    return switch (next) {
      case RESOURCE_METADATA ->
        latest == Step.CHALLENGE
            || latest == Step.STEP_UP
            || (inVain && latest == Step.RESOURCE_METADATA);
      case SERVER_METADATA ->
        latest == Step.RESOURCE_METADATA || (inVain && latest == Step.SERVER_METADATA);
      case REGISTRATION -> latest == Step.SERVER_METADATA || latest == Step.WRONG_SERVER;
      default -> false;
    };
  }

  RunView view() {
    RunView known = view;
    if (known == null) {
      known = new RunView(
          id, version, started, last, name, clientId, Set.copyOf(hosts), counted, steps);
      view = known;
    }
    return known;
  }
}
