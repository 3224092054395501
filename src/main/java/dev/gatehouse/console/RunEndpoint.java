package dev.gatehouse.console;

import dev.gatehouse.console.run.RunJson;
import dev.gatehouse.console.run.RunView;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.JsonAnswer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code GET /console/runs}: all of them in a line each; {@code GET /console/runs/{id}}: one with its steps, those after {@code ?after=} alone; {@code POST /console/clear} forgets all. */
final class RunEndpoint implements Endpoint {
  private final Hub hub;

  RunEndpoint(Hub hub) {
    this.hub = hub;
  }

  @Override
  public void mount(Router router) {
    router.get("/console/runs").handler(this::list);
    router.get("/console/runs/:id").handler(this::show);
    router.post("/console/clear").handler(this::clear);
  }

  private void list(RoutingContext ctx) {
    var runs = new JsonArray();
    hub.runs().all().stream().map(hub::summary).forEach(runs::add);
    JsonAnswer.send(ctx, 200, new JsonObject().put("runs", runs));
  }

  private void show(RoutingContext ctx) {
    Optional<RunView> run = number(ctx.pathParam("id")).flatMap(hub.runs()::find);
    long after = number(ctx.request().getParam("after")).orElse(0L);
    if (run.isEmpty()) {
      JsonAnswer.error(ctx, 404, "not_found", "this run is not kept any more");
    } else {
      JsonAnswer.send(ctx, 200, document(run.get(), after));
    }
  }

  private JsonObject document(RunView run, long after) {
    var steps = new JsonArray();
    run.steps().stream()
        .filter(step -> step.number() > after)
        .map(RunJson::step)
        .forEach(steps::add);
    return new JsonObject().put("run", hub.summary(run)).put("steps", steps);
  }

  private void clear(RoutingContext ctx) {
    hub.clear();
    ctx.response().setStatusCode(204).end();
  }

  private static Optional<Long> number(String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
