package dev.gatehouse.console.run;

import dev.gatehouse.handshake.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A run as it was at one moment.
 *
 * @param id names it until the process ends
 * @param version grows with every change of any run
 * @param started time of its first step
 * @param last time of its latest
 * @param name of the client
 * @param clientId empty until it is known
 * @param hosts the computers that its program has sent from
 * @param counted how many steps there were, those that are not kept included
 * @param steps those that are kept, oldest first
 */
public record RunView(
    long id,
    long version,
    Instant started,
    Instant last,
    ClientName name,
    String clientId,
    Set<String> hosts,
    int counted,
    List<RunStep> steps) {
  private static final Duration SOON = Duration.ofMinutes(2);

  public RunView {
    hosts = Set.copyOf(hosts);
    steps = List.copyOf(steps);
  }

  /** The latest step; a run has one at least. */
  public RunStep latest() {
    return steps.get(steps.size() - 1);
  }

  /** Whether a step of that kind was granted. */
  public boolean has(Step kind) {
    return steps.stream()
        .anyMatch(step -> step.kind() == kind && step.turn() != RunStep.Turn.REFUSED);
  }

  /**
   * Whether its client seems to go on in the other one, on the same computer: by its client_id; before its user was asked, also a program of
   * the same name that began soon after, or has done something since while nothing tells this client from it; or, where this is a question
   * without a token and no more, whoever began soon after, for many clients ask first with another HTTP library.
   */
  public boolean isTakenUpBy(RunView other) {
    boolean since = other.id() != id && other.last().isAfter(last) && !has(Step.TOKEN);
    if (!since || other.hosts().stream().noneMatch(hosts::contains)) {
      return false;
    }
    if (has(Step.AUTHORIZATION_REQUEST)) {
      return !clientId.isEmpty() && other.clientId().equals(clientId);
    }
    boolean sameProgram = name.mayBeOf(other.name());
    boolean began = other.started().isAfter(last) && other.started().isBefore(last.plus(SOON));
    boolean acted = clientId.isEmpty() && other.last().isBefore(last.plus(SOON));
    return sameProgram ? began || acted : began && isProbe();
  }

  /** Whether a token was shown and passed. */
  public boolean isConnected() {
    return has(Step.MCP_OPEN)
        || has(Step.MCP_REQUEST)
        || has(Step.TOOL_CALL)
        || has(Step.WHOAMI)
        || has(Step.JWKS)
        || (has(Step.PAGE_LOGIN) && has(Step.TOKEN)); // the page waits for the person
  }

  /** Whether it is no more than questions without a token. */
  private boolean isProbe() {
    return steps.stream().allMatch(RunStep::isDiscovery);
  }
}
