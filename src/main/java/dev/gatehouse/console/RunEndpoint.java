package dev.gatehouse.console;

import dev.gatehouse.console.diagnosis.Diagnosis;
import dev.gatehouse.console.run.RunJson;
import dev.gatehouse.console.run.RunView;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.JsonAnswer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code GET /console/runs}: all of them in a line each, or with {@code ?search=} those in which the text occurs; {@code GET /console/runs/{id}}: one with its steps, those after {@code ?after=} alone; either
 * as a file; {@code POST /console/clear} forgets all. */
final class RunEndpoint implements Endpoint {
  private final RunFeed hub;
  private final HttpArchive har;

  RunEndpoint(RunFeed hub, HttpArchive har) {
    this.hub = hub;
    this.har = har;
  }

  @Override
  public void mount(Router router) {
    router.get(ServerEndpoint.CONSOLE.below("runs")).handler(this::list);
    router.get(ServerEndpoint.CONSOLE.below("runs/:id")).handler(this::show);
    router
        .get(ServerEndpoint.CONSOLE.below("runs/:id/export.json"))
        .handler(ctx -> export(ctx, "json"));
    router
        .get(ServerEndpoint.CONSOLE.below("runs/:id/export.har"))
        .handler(ctx -> export(ctx, "har"));
    router.post(ServerEndpoint.CONSOLE.below("clear")).handler(this::clear);
  }

  private void list(RoutingContext ctx) {
    @Nullable String search = ctx.request().getParam("search");
    String text = search == null ? "" : search.strip().toLowerCase(Locale.ROOT);
    List<RunView> all = hub.runs().all();
    send(ctx, () -> {
      var runs = new JsonArray();
      all.stream().filter(run -> holds(run, text)).map(hub::summary).forEach(runs::add);
      return new JsonObject().put("runs", runs);
    });
  }

  private static boolean holds(RunView run, String text) {
    return text.isEmpty()
        || run.name().text().toLowerCase(Locale.ROOT).contains(text)
        || run.steps().stream()
            .map(step -> RunJson.step(step).encode().toLowerCase(Locale.ROOT))
            .anyMatch(step -> step.contains(text));
  }

  private void show(RoutingContext ctx) {
    long after = number(ctx.request().getParam("after")).orElse(0L);
    answer(ctx, run -> document(run, after));
  }

  private void export(RoutingContext ctx, String ending) {
    String file =
        "attachment; filename=\"gatehouse-run-" + number(ctx.pathParam("id")).orElse(0L);
    ctx.response().putHeader("Content-Disposition", file + '.' + ending + '"');
    answer(ctx, run -> ending.equals("har") ? har.of(run, document(run, 0)) : document(run, 0));
  }

  private void answer(RoutingContext ctx, Function<RunView, JsonObject> rendering) {
    Optional<RunView> run = number(ctx.pathParam("id")).flatMap(hub.runs()::find);
    if (run.isEmpty()) {
      JsonAnswer.error(ctx, 404, "not_found", "this run is not kept any more");
    } else {
      send(ctx, () -> rendering.apply(run.get()));
    }
  }

  // A long run is more than an event loop should write.
  private static void send(RoutingContext ctx, Supplier<JsonObject> rendering) {
    ctx.vertx()
        .executeBlocking(() -> rendering.get().encode(), false)
        .onSuccess(json -> JsonAnswer.send(ctx, 200, json))
        .onFailure(ctx::fail);
  }

  private JsonObject document(RunView run, long after) {
    var steps = new JsonArray();
    run.steps().stream()
        .filter(step -> step.number() > after)
        .map(RunJson::step)
        .forEach(steps::add);
    var diagnoses = new JsonArray();
    hub.diagnoses(run).stream().map(Diagnosis::json).forEach(diagnoses::add);
    return new JsonObject()
        .put("run", hub.summary(run))
        .put("steps", steps)
        .put("diagnoses", diagnoses);
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
