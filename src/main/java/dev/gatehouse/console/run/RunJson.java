package dev.gatehouse.console.run;

import dev.gatehouse.handshake.Decision;
import dev.gatehouse.handshake.DecodedToken;
import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.oauth.Cause;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps as the page reads them, and as they stand in an exported file. */
public final class RunJson {
  private RunJson() {}

  /** An exchange by itself, as the trace has it. */
  public static JsonObject exchange(Exchange exchange) {
    JsonObject line = step(RunStep.of(exchange));
    line.remove("n");
    line.remove("rule");
    return line.put("party", exchange.party().wire());
  }

  /** One step with all that it opens to. */
  public static JsonObject step(RunStep step) {
    Exchange exchange = step.exchange();
    StepDescription description = StepDescription.of(step.kind());
    SpecReference spec = description.spec();
    return new JsonObject()
        .put("n", step.number())
        .put("at", exchange.at().toString())
        .put("ms", exchange.micros() / 1000.0)
        .put("kind", description.wire())
        .put("from", step.from().wire())
        .put("to", step.to().wire())
        .put("words", step.words())
        .put("turn", step.turn().wire())
        .put("peer", exchange.peer())
        .put("request", request(exchange))
        .put("answer", answer(exchange))
        .put("decisions", decisions(exchange))
        .put("tokens", tokens(exchange))
        .put("facts", new JsonObject(new LinkedHashMap<>(exchange.facts())))
        .put(
            "rule",
            new JsonObject()
                .put("name", spec.name())
                .put("text", spec.text())
                .put("url", spec.url()));
  }

  private static JsonObject request(Exchange exchange) {
    return new JsonObject()
        .put("method", exchange.request().method())
        .put("path", exchange.request().path())
        .put("query", strings(exchange.request().query()))
        .put("headers", strings(exchange.request().headers()))
        .put("form", strings(exchange.request().body().form()))
        .put("json", exchange.request().body().json());
  }

  private static JsonObject answer(Exchange exchange) {
    int status = exchange.answer().status();
    return new JsonObject()
        .put("status", status)
        .put("reason", status == 0 ? "" : HttpResponseStatus.valueOf(status).reasonPhrase())
        .put("headers", strings(exchange.answer().headers()))
        .put("json", exchange.answer().body().json())
        .put("events", new JsonArray(exchange.answer().events().first()))
        .put("more_events", exchange.answer().events().more());
  }

  private static JsonArray decisions(Exchange exchange) {
    var all = new JsonArray();
    for (Decision event : exchange.decisions()) {
      all.add(decision(event));
    }
    return all;
  }

  private static JsonObject decision(Decision decision) {
    var json = new JsonObject()
        .put("step", decision.step().wire())
        .put("outcome", decision.outcome().wire())
        .put("details", strings(decision.details()));
    @Nullable Cause cause = decision.cause();
    return cause == null ? json : json.put("cause", cause.wire());
  }

  private static JsonArray tokens(Exchange exchange) {
    var all = new JsonArray();
    for (DecodedToken token : exchange.tokens()) {
      all.add(new JsonObject()
          .put("place", token.place())
          .put("mark", token.mark())
          .put("header", new JsonObject(new LinkedHashMap<>(token.header())))
          .put("claims", new JsonObject(new LinkedHashMap<>(token.claims()))));
    }
    return all;
  }

  private static JsonObject strings(Map<String, String> values) {
    return new JsonObject(new LinkedHashMap<>(values));
  }
}
