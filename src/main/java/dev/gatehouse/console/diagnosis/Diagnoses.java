package dev.gatehouse.console.diagnosis;

import dev.gatehouse.console.run.RunStep;
import dev.gatehouse.console.run.RunView;
import dev.gatehouse.handshake.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules in their order: of those that explain a refusal the first counts, of those that remark on something every one. */
public final class Diagnoses {
  private static final List<DiagnosisRule> FAULTS = Stream.of(
          DiscoveryRules.FAULTS,
          RegistrationRules.FAULTS,
          IdentityRules.FAULTS,
          AuthorizationRules.FAULTS,
          TokenRules.FAULTS,
          GateRules.FAULTS,
          MessageRules.FAULTS)
      .flatMap(List::stream)
      .toList();
  private static final List<DiagnosisRule> NOTES = Stream.of(
          DiscoveryRules.NOTES,
          RegistrationRules.NOTES,
          IdentityRules.NOTES,
          AuthorizationRules.NOTES,
          TokenRules.NOTES)
      .flatMap(List::stream)
      .toList();

  private final DeploymentFacts place;

  public Diagnoses(DeploymentFacts place) {
    this.place = place;
  }

  /** What is to be said of the latest step of a run. */
  public List<Diagnosis> ofLatest(RunView run) {
    var moment = new DiagnosisContext(run, run.latest(), place);
    var found = new ArrayList<Diagnosis>();
    if (isTurnedDown(moment.step())) {
      found.add(first(moment).orElseGet(() -> otherwise(moment)));
    }
    NOTES.forEach(rule -> rule.at(moment).ifPresent(found::add));
    int number = moment.step().number();
    return found.stream().map(diagnosis -> diagnosis.at(number)).toList();
  }

  /** What it means that nothing has followed. */
  public Optional<Diagnosis> ofSilence(RunView run, Instant now) {
    return SilenceRules.at(run, place, now);
  }

  /** That a client of the same name and addresses has registered before: it does not remember. */
  public static Diagnosis registeredAgain(int times, int step) {
    return Diagnosis.warning(
            "registers-again",
            Responsibility.CLIENT,
            "Registration number " + times + " of this client")
        .because(
            "A client of the same name and the same addresses registered before and does not use what it got: it forgets it, or registers at each start. Users see the consent page each time.")
        .instead("Keep the client_id per issuer, and register again only on invalid_client.")
        .at(step);
  }

  private static boolean isTurnedDown(RunStep step) {
    return step.turn() == RunStep.Turn.REFUSED || step.kind() == Step.STEP_UP;
  }

  private static Optional<Diagnosis> first(DiagnosisContext moment) {
    return FAULTS.stream().flatMap(rule -> rule.at(moment).stream()).findFirst();
  }

  // No refusal without a word: what no rule knows is said in the words of the decision.
  private static Diagnosis otherwise(DiagnosisContext moment) {
    boolean ours = moment.status() >= 500;
    String refused = moment.refused();
    return Diagnosis.fault(
            "refused",
            ours ? Responsibility.SERVER : Responsibility.CLIENT,
            ours ? "This server failed" : "Refused: " + moment.status())
        .because(refused.isEmpty() ? said(moment) : refused)
        .instead(
            ours
                ? "Look into its log; the answer carries the id."
                : "Do as the rule below has it.");
  }

  private static String said(DiagnosisContext moment) {
    String message = GateRules.message(moment);
    return message.isEmpty()
        ? "The answer was " + moment.status() + ", and nothing more is known."
        : message;
  }
}
