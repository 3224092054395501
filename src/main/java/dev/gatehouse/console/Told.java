package dev.gatehouse.console;

import dev.gatehouse.console.diagnosis.Diagnoses;
import dev.gatehouse.console.diagnosis.Diagnosis;
import dev.gatehouse.console.run.Kind;
import dev.gatehouse.console.run.Messages;
import dev.gatehouse.console.run.RunStep;
import dev.gatehouse.console.run.RunView;
import dev.gatehouse.console.run.Runs;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The diagnoses of each run: those of a step are found when it comes, that of the silence when somebody looks. */
final class Told {
  private static final int MOST = 100;
  private static final int MOST_RUNS = 300;

  private final Diagnoses diagnoses;
  private final Map<Long, List<Diagnosis>> told = new ConcurrentHashMap<>();

  Told(Diagnoses diagnoses) {
    this.diagnoses = diagnoses;
  }

  /** Looks at the latest step, with the other runs in view. */
  void look(RunView run, Runs runs) {
    var found = new ArrayList<>(told.getOrDefault(run.id(), List.of()));
    found.addAll(diagnoses.ofLatest(run));
    RunStep latest = run.latest();
    long times = latest.kind() == Kind.REGISTRATION ? registrations(latest, runs.all()) : 0;
    if (times > 1) {
      found.add(Diagnoses.registeredAgain((int) times, latest.number()));
    }
    int surplus = Math.max(0, found.size() - MOST);
    told.put(run.id(), List.copyOf(found.subList(surplus, found.size())));
    if (told.size() > MOST_RUNS) {
      told.keySet().retainAll(runs.ids());
    }
  }

  /** Of the steps that the view has; another event loop may have added some since. */
  List<Diagnosis> of(RunView run, Instant now) {
    var all = new ArrayList<>(told.getOrDefault(run.id(), List.of()));
    all.removeIf(one -> one.step() > run.latest().number());
    diagnoses.ofSilence(run, now).ifPresent(all::add);
    return all;
  }

  void clear() {
    told.clear();
  }

  private static long registrations(RunStep latest, Collection<RunView> all) {
    String mine = identity(latest);
    return mine.isEmpty()
        ? 0
        : all.stream()
            .flatMap(run -> run.steps().stream())
            .filter(step -> step.kind() == Kind.REGISTRATION)
            .filter(step -> identity(step).equals(mine))
            .count();
  }

  // Empty where the registration was refused.
  private static String identity(RunStep step) {
    JsonObject answer = Messages.answer(step.exchange());
    return answer.containsKey("client_id")
        ? answer.getString("client_name", "") + ' ' + answer.getValue("redirect_uris")
        : "";
  }
}
