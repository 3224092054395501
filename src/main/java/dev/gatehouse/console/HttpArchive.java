package dev.gatehouse.console;

import dev.gatehouse.console.diagnosis.DeploymentFacts;
import dev.gatehouse.console.run.RunStep;
import dev.gatehouse.console.run.RunView;
import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.ServerEndpoint;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A run as an HTTP archive, HAR 1.2, for the tools that read one: masked like everything here, the run itself in {@code _gatehouse}. */
final class HttpArchive {
  private static final String HTTP = "HTTP/1.1";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final DeploymentFacts place;

  HttpArchive(DeploymentFacts place) {
    this.place = place;
  }

  JsonObject of(RunView run, JsonObject document) {
    var entries = new JsonArray();
    run.steps().stream().map(this::entry).forEach(entries::add);
    var creator = new JsonObject().put("name", "Gatehouse").put("version", "1");
    return new JsonObject()
        .put(
            "log",
            new JsonObject()
                .put("version", "1.2")
                .put("creator", creator)
                .put("entries", entries)
                .put("_gatehouse", document));
  }

  private JsonObject entry(RunStep step) {
    Exchange exchange = step.exchange();
    double millis = exchange.micros() / 1000.0;
    return new JsonObject()
        .put("startedDateTime", exchange.at().toString())
        .put("time", millis)
        .put("request", request(exchange))
        .put("response", response(exchange))
        .put("cache", new JsonObject())
        .put("timings", new JsonObject().put("send", 0).put("wait", millis).put("receive", 0))
        .put("comment", step.from().wire() + " " + step.words());
  }

  private JsonObject request(Exchange exchange) {
    Exchange.Asked asked = exchange.request();
    var request = new JsonObject()
        .put("method", asked.method())
        .put("url", server(exchange) + asked.path() + query(asked.query(), "?"))
        .put("httpVersion", HTTP)
        .put("cookies", new JsonArray())
        .put("headers", pairs(asked.headers()))
        .put("queryString", pairs(asked.query()))
        .put("headersSize", -1)
        .put("bodySize", -1);
    Exchange.Body body = asked.body();
    if (!body.form().isEmpty()) {
      request.put("postData", content(FORM, query(body.form(), "")));
    } else if (!body.json().isEmpty()) {
      request.put("postData", content("application/json", body.json()));
    }
    return request;
  }

  private static JsonObject response(Exchange exchange) {
    Exchange.Answered answered = exchange.answer();
    int status = answered.status();
    String text = text(answered);
    return new JsonObject()
        .put("status", status)
        .put("statusText", status == 0 ? "" : HttpResponseStatus.valueOf(status).reasonPhrase())
        .put("httpVersion", HTTP)
        .put("cookies", new JsonArray())
        .put("headers", pairs(answered.headers()))
        .put("content", content(answered.header("content-type"), text).put("size", text.length()))
        .put("redirectURL", answered.header("location"))
        .put("headersSize", -1)
        .put("bodySize", -1);
  }

  private static String text(Exchange.Answered answered) {
    return answered.events().first().isEmpty()
        ? answered.body().json()
        : answered.events().first().stream()
            .map(event -> "data: " + event + "\n\n")
            .collect(Collectors.joining());
  }

  private static JsonObject content(String type, String text) {
    return new JsonObject().put("mimeType", type).put("text", text);
  }

  private String server(Exchange exchange) {
    String resource = place.mcpUrl();
    return exchange.party() == Party.AUTHORIZATION_SERVER
        ? place.issuer()
        : resource.substring(0, resource.length() - ServerEndpoint.MCP.path().length());
  }

  private static String query(Map<String, String> parameters, String prefix) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(one -> encoded(one.getKey()) + '=' + encoded(one.getValue()))
            .collect(Collectors.joining("&", prefix, ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonArray pairs(Map<String, String> values) {
    var pairs = new JsonArray();
    values.forEach(
        (name, value) -> pairs.add(new JsonObject().put("name", name).put("value", value)));
    return pairs;
  }
}
