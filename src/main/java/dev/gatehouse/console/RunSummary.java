package dev.gatehouse.console;

import dev.gatehouse.console.diagnosis.Diagnosis;
import dev.gatehouse.console.run.RunView;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A run in one line. */
final class RunSummary {
  private RunSummary() {}

  static JsonObject of(RunView run, List<Diagnosis> diagnoses, RunStatus verdict) {
    return new JsonObject()
        .put("id", run.id())
        .put("name", run.name().text())
        .put("client", run.clientId())
        .put("started", run.started().toString())
        .put("last", run.last().toString())
        .put("steps", run.counted())
        .put("verdict", verdict.wire())
        .put("now", run.latest().words())
        .put("diagnosis", latest(run, diagnoses));
  }

  // Of the run as a whole, or of its latest step.
  private static String latest(RunView run, List<Diagnosis> diagnoses) {
    int number = run.latest().number();
    return diagnoses.stream()
        .filter(one -> one.weight() != Diagnosis.Weight.NOTE)
        .filter(one -> one.step() == 0 || one.step() == number)
        .map(Diagnosis::title)
        .reduce("", (earlier, later) -> later);
  }
}
