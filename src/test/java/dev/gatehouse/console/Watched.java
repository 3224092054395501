package dev.gatehouse.console;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the console of a running app shows, over HTTP. */
final class Watched {
  private final App app;

  Watched(App app) {
    this.app = app;
  }

  List<JsonObject> runs() {
    return objects(Http.get(app.origin() + "/console/runs").json(), "runs");
  }

  /** The newest run of that client, with its steps, once it looks as it should. */
  JsonObject run(String client, Predicate<JsonObject> ready) {
    Eventually.until("a run of " + client, () -> find(client).filter(ready).isPresent());
    return find(client).orElseThrow();
  }

  private Optional<JsonObject> find(String client) {
    return runs().stream()
        .filter(run -> run.getString("client").equals(client))
        .findFirst()
        .map(run -> open(run.getLong("id")));
  }

  JsonObject open(long id) {
    return Http.get(app.origin() + "/console/runs/" + id).json();
  }

  static List<JsonObject> steps(JsonObject run) {
    return objects(run, "steps");
  }

  static List<String> kinds(JsonObject run) {
    return steps(run).stream().map(step -> step.getString("kind")).toList();
  }

  static List<JsonObject> objects(JsonObject holder, String name) {
    return holder.getJsonArray(name).stream().map(JsonObject.class::cast).toList();
  }
}
