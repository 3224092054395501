package dev.gatehouse.console.run;

import dev.gatehouse.handshake.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which run a step belongs to, from the surest sign to the vaguest: a code, token, state or transaction seen before; the client_id; the
 * connection; the program and the time. Nothing that a client would have to add.
 */
final class Belonging {
  private static final Duration ATTEMPT = Duration.ofMinutes(10);
  private static final Duration CONNECTION = Duration.ofMinutes(2);
  private static final Duration BREATH = Duration.ofSeconds(30);

  private final RunStep step;
  private final Exchange exchange;
  private final Instant now;
  private final String clientId;
  private final String agent;

  Belonging(RunStep step) {
    this.step = step;
    this.exchange = step.exchange();
    this.now = exchange.at();
    this.clientId = Identity.clientId(step);
    this.agent = step.agent();
  }

  /** The newest run that the surest sign points to. */
  Optional<Run> in(Collection<Run> newestFirst) {
    if (step.isOurs()) {
      return first(newestFirst, Run::isOurs);
    }
    return first(newestFirst, run -> run.knowsAny(exchange.marks()))
        .or(() -> openedTheBrowser(newestFirst))
        .or(() -> first(newestFirst, this::isOfTheClient))
        .or(() -> first(newestFirst, this::isOnTheConnection))
        .or(() -> first(newestFirst, this::isOfTheProgram));
  }

  // A client that registered long ago reads the metadata and opens a browser, which brings its
  // client_id: that belongs to what was read just now, if the same program read it.
  private Optional<Run> openedTheBrowser(Collection<Run> newestFirst) {
    if (step.kind() != Kind.AUTHORIZE) {
      return Optional.empty();
    }
    Optional<Run> before = first(newestFirst, this::isOfTheClient);
    return first(newestFirst, run -> run.clientId().isEmpty() && !run.isIdle(now, BREATH))
        .filter(run -> !run.isOurs())
        .filter(run -> before.isEmpty() || before.get().hasAgent(run.agent()));
  }

  private boolean isOfTheClient(Run run) {
    return !clientId.isEmpty()
        && run.clientId().equals(clientId)
        && !run.isIdle(now, ATTEMPT)
        && continues(run);
  }

  private boolean isOnTheConnection(Run run) {
    return step.isOfTheProgram()
        && run.knowsPeer(exchange.peer())
        && !run.isIdle(now, CONNECTION)
        && isNotOfAnother(run)
        && continues(run);
  }

  private boolean isOfTheProgram(Run run) {
    return !agent.isEmpty()
        && run.hasAgent(agent)
        && !run.isIdle(now, BREATH)
        && isNotOfAnother(run)
        && continues(run);
  }

  private boolean isNotOfAnother(Run run) {
    return clientId.isEmpty() || run.clientId().isEmpty() || run.clientId().equals(clientId);
  }

  // Whoever starts from the beginning although it holds a token makes another attempt.
  private boolean continues(Run run) {
    boolean begins = step.kind() == Kind.REGISTRATION
        || step.isLoginOfThePage()
        || (step.kind().isDiscovery() && step.kind() != Kind.PREFLIGHT);
    boolean again = step.kind() == Kind.REGISTRATION && !run.clientId().isEmpty();
    return !again && (!begins || run.wantsToken());
  }

  private static Optional<Run> first(Collection<Run> runs, Predicate<Run> sign) {
    return runs.stream().filter(sign).findFirst();
  }
}
