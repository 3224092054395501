package dev.gatehouse.console.guide;

import dev.gatehouse.console.guide.GuideSession.Stage;
import dev.gatehouse.console.run.SpecReference;
import dev.gatehouse.handshake.RedactedHeaders;
import dev.gatehouse.handshake.RedactedJson;
import dev.gatehouse.handshake.RedactedParameters;
import dev.gatehouse.handshake.Redaction;
import dev.gatehouse.handshake.RedactionPolicy;
import dev.gatehouse.oauth.uri.WellKnown;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page is told of one step: why it is made, request and answer masked, what was found, and the same as curl with variables for secrets. */
final class StepReport {
  private final JsonObject step = new JsonObject();
  private final JsonArray found = new JsonArray();
  private boolean good = true;
  private @Nullable Stage next; // null where the walk goes on as usual
  private @Nullable Redaction said; // null where nothing was sent

  StepReport(String title, String why, String rule) {
    step.put("title", title)
        .put("why", why)
        .put("rule", rule)
        .put("url", new SpecReference(rule, "").url());
  }

  /** Something that was checked. */
  StepReport check(boolean right, String words) {
    found.add(new JsonObject().put("right", right).put("words", words));
    good &= right;
    return this;
  }

  /** Something that is worth knowing. */
  StepReport note(String words) {
    found.add(new JsonObject().put("right", true).put("note", true).put("words", words));
    return this;
  }

  /** Where the walk goes, whatever was found. */
  StepReport goesTo(Stage stage) {
    next = stage;
    return this;
  }

  /** Whether nothing was wrong so far. */
  boolean isGood() {
    return good;
  }

  /** Where the walk goes. */
  Stage next(Stage here, Stage usual) {
    return next != null ? next : good ? usual : here;
  }

  /** The step in the words of a shell. */
  StepReport shell(String lines) {
    step.put("curl", lines);
    return this;
  }

  StepReport exchange(RedactionPolicy policy, GuideRequest call, GuideHttp.Answer answer) {
    var redaction = new Redaction(policy);
    var headers = new RedactedHeaders(redaction);
    learnClient(policy, answer);
    String sent = sent(redaction, call);
    String came = came(redaction, call, answer);
    Map<String, String> ours = headers.of(call.headers().entrySet());
    Map<String, String> theirs = headers.of(answer.headers());
    step.put("request", redaction.swept(call.method() + ' ' + redaction.url(call.url())))
        .put("sent", redaction.swept(sent))
        .put("headers", strings(redaction.swept(ours)))
        .put("status", answer.status())
        .put("answer", redaction.swept(came))
        .put("answer_headers", strings(redaction.swept(theirs)))
        .put("curl", CurlCommand.of(call, redaction));
    said = redaction;
    return this;
  }

  StepReport failure(RedactionPolicy policy, GuideRequest call, String words) {
    var redaction = new Redaction(policy);
    step.put("request", call.method() + ' ' + redaction.url(call.url()))
        .put("curl", CurlCommand.of(call, redaction));
    return check(false, words);
  }

  /** As the page reads it: what was found quotes the servers, and is redacted as everything else of them. */
  JsonObject json(RedactionPolicy policy) {
    Redaction redaction = said == null ? new Redaction(policy) : said;
    for (Object one : found) {
      JsonObject finding = (JsonObject) one;
      finding.put("words", redaction.swept(redaction.sentence(finding.getString("words"))));
    }
    return step.put("good", good).put("found", found);
  }

  // RFC 7591 §3.2.1: it is no secret where a server gives it out, whatever it looks like.
  private static void learnClient(RedactionPolicy policy, GuideHttp.Answer answer) {
    if (answer.status() / 100 == 2 && answer.json().getValue("client_id") instanceof String id) {
      policy.known().learn(id);
    }
  }

  private static String came(Redaction redaction, GuideRequest call, GuideHttp.Answer answer) {
    var json = new RedactedJson(redaction);
    JsonObject message = answer.json();
    if (message.isEmpty()) {
      return answer.body().isEmpty() ? "" : json.stray(answer.body());
    }
    String body = message.encode();
    if (message.containsKey("jsonrpc")) {
      return json.mcpAnswer(body);
    }
    return call.url().contains(WellKnown.PREFIX) ? json.metadata(body) : json.oauthAnswer(body);
  }

  private static String sent(Redaction redaction, GuideRequest call) {
    var json = new RedactedJson(redaction);
    String body = call.body();
    if (body.startsWith("{")) {
      return body.contains("\"jsonrpc\"") ? json.mcpRequest(body) : json.registration(body);
    }
    List<String> lines = new ArrayList<>();
    RedactedParameters.ofAny(redaction)
        .ofQuery(body)
        .forEach((name, value) -> lines.add(name + "=" + value));
    return String.join("\n", lines);
  }

  private static JsonObject strings(Map<String, String> values) {
    return new JsonObject(new LinkedHashMap<>(values));
  }
}
