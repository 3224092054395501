package dev.gatehouse.console;

import dev.gatehouse.console.diagnosis.Diagnoses;
import dev.gatehouse.console.diagnosis.Diagnosis;
import dev.gatehouse.console.run.RunStep;
import dev.gatehouse.console.run.RunView;
import dev.gatehouse.console.run.Runs;
import dev.gatehouse.handshake.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The diagnoses of each run: those of a step are found when it comes, that of the silence when somebody looks. */
final class RunDiagnoses {
  private static final int MOST = 40;
  private static final int MOST_RUNS = 300;

  private final Diagnoses diagnoses;
  private final Map<Long, List<Diagnosis>> told = new ConcurrentHashMap<>();
  private final RegistrationCounts registrations = new RegistrationCounts();

  RunDiagnoses(Diagnoses diagnoses) {
    this.diagnoses = diagnoses;
  }

  /** Looks at the latest step, with the other runs in view. */
  void look(RunView run, Runs runs) {
    var found = new ArrayList<>(told.getOrDefault(run.id(), List.of()));
    found.addAll(diagnoses.ofLatest(run));
    RunStep latest = run.latest();
    int times = latest.kind() == Step.REGISTRATION ? registrations.count(latest) : 0;
    if (times > 1) {
      found.add(Diagnoses.registeredAgain(times, latest.number()));
    }
    int surplus = Math.max(0, found.size() - MOST);
    told.put(run.id(), List.copyOf(found.subList(surplus, found.size())));
    if (told.size() > MOST_RUNS) {
      told.keySet().retainAll(runs.ids());
    }
  }

  /** Of the steps that the view has; another event loop may have added some since. */
  List<Diagnosis> of(RunView run, Runs runs, Instant now) {
    var all = new ArrayList<>(told.getOrDefault(run.id(), List.of()));
    all.removeIf(one -> one.step() > run.latest().number());
    diagnoses
        .ofSilence(run, now)
        .filter(silence -> !runs.isTakenUp(run)) // withdrawn as soon as its client goes on
        .ifPresent(all::add);
    return all;
  }

  void clear() {
    told.clear();
    registrations.clear();
  }
}
