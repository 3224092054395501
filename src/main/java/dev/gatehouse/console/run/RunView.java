package dev.gatehouse.console.run;

import java.time.Instant;
import java.util.List;

/**
 * A run as it was at one moment.
 *
 * @param id names it until the process ends
 * @param version grows with every change of any run
 * @param started time of its first step
 * @param last time of its latest
 * @param name of the client
 * @param clientId empty until it is known
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
    int counted,
    List<RunStep> steps) {
  public RunView {
    steps = List.copyOf(steps);
  }

  /** The latest step; a run has one at least. */
  public RunStep latest() {
    return steps.get(steps.size() - 1);
  }

  /** Whether a step of that kind was granted. */
  public boolean has(Kind kind) {
    return steps.stream()
        .anyMatch(step -> step.kind() == kind && step.turn() != RunStep.Turn.REFUSED);
  }
}
