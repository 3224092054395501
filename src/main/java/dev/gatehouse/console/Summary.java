package dev.gatehouse.console;

import dev.gatehouse.console.run.RunView;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A run in one line. */
final class Summary {
  private Summary() {}

  static JsonObject of(RunView run, Instant now) {
    Verdict verdict = Verdict.of(run, now);
    return new JsonObject()
        .put("id", run.id())
        .put("name", run.name().text())
        .put("client", run.clientId())
        .put("started", run.started().toString())
        .put("last", run.last().toString())
        .put("steps", run.counted())
        .put("verdict", verdict.wire())
        .put("now", run.latest().words());
  }
}
