package dev.gatehouse.console.run;

import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which run a step belongs to, from the surest sign to the vaguest: a code, token, state or transaction seen before; the client_id; the
 * connection; the program, where it runs and what it was told to do next. Nothing that a client would have to add: many send no User-Agent.
 */
final class RunAssignment {
  private static final Duration ATTEMPT = Duration.ofMinutes(10);
  private static final Duration CONNECTION = Duration.ofMinutes(2);
  private static final Duration BREATH = Duration.ofSeconds(30);

  private final RunStep step;
  private final Exchange exchange;
  private final Instant now;
  private final String clientId;
  private final String agent;

  RunAssignment(RunStep step) {
    this.step = step;
    this.exchange = step.exchange();
    this.now = exchange.at();
    this.clientId = StepClient.clientId(step);
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
        .or(() -> first(newestFirst, run -> isOfTheProgram(run) && run.wasTold(step.kind())))
        .or(() -> first(newestFirst, run -> mayBeOfTheProgram(run) && run.wasTold(step.kind())))
        .or(() -> first(newestFirst, this::isOfTheProgram))
        .or(() -> first(newestFirst, this::mayBeOfTheProgram));
  }

  // A client that registered long ago reads the metadata and opens a browser, which brings its
  // client_id: that belongs to what was read just now, if the same program read it, and not to the
  // run in which it has registered and got its token.
  private Optional<Run> openedTheBrowser(Collection<Run> newestFirst) {
    if (step.kind() != Step.AUTHORIZATION_REQUEST) {
      return Optional.empty();
    }
    Optional<Run> before = first(newestFirst, this::isOfTheClient);
    if (before.isPresent() && before.get().wantsToken()) {
      return before;
    }
    return first(newestFirst, run -> run.clientId().isEmpty() && !run.isIdle(now, BREATH))
        .filter(run -> !run.isOurs())
        .filter(run -> before.isEmpty() || run.name().mayBeOf(before.get().name()));
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
    return run.name().agent().equals(agent) && mayBeOfTheProgram(run);
  }

  // The SDK for Python sends its User-Agent with messages, and none with what is for its login.
  private boolean mayBeOfTheProgram(Run run) {
    return step.isOfTheProgram()
        && run.knowsHost(PeerNames.host(exchange.peer()))
        && run.name().mayBeOf(ClientName.in(step))
        && !run.isOurs()
        && !run.isIdle(now, BREATH)
        && isNotOfAnother(run)
        && !isAnotherOfItsKind(run)
        && continues(run);
  }

  // Whoever begins on another connection while a client waits for its user, or asks the very same
  // once more, is a second one of the same program.
  private boolean isAnotherOfItsKind(Run run) {
    return step.kind() == Step.CHALLENGE && (!run.clientId().isEmpty() || run.hasJustAsked(step));
  }

  private boolean isNotOfAnother(Run run) {
    return clientId.isEmpty() || run.clientId().isEmpty() || run.clientId().equals(clientId);
  }

  // Whoever starts from the beginning although it holds a token makes another attempt.
  private boolean continues(Run run) {
    boolean begins = step.kind() == Step.REGISTRATION
        || step.isLoginOfThePage()
        || (step.isDiscovery() && step.kind() != Step.PREFLIGHT);
    boolean again = step.kind() == Step.REGISTRATION && !run.clientId().isEmpty();
    return !again && (!begins || run.wantsToken());
  }

  private static Optional<Run> first(Collection<Run> runs, Predicate<Run> sign) {
    return runs.stream().filter(sign).findFirst();
  }
}
