package dev.gatehouse.console.guide;

import dev.gatehouse.console.guide.GuideSession.Stage;
import dev.gatehouse.console.run.Spec;
import dev.gatehouse.handshake.Mask;
import dev.gatehouse.handshake.RedactedHeaders;
import dev.gatehouse.handshake.RedactedJson;
import dev.gatehouse.handshake.Redaction;
import dev.gatehouse.http.DisplayText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page is told of one step: why it is made, request and answer masked, what was found, and the same as curl with variables for secrets. */
final class Telling {
  private final JsonObject step = new JsonObject();
  private final JsonArray found = new JsonArray();
  private boolean good = true;
  private @Nullable Stage next; // null where the walk goes on as usual

  Telling(String title, String why, String rule) {
    step.put("title", title).put("why", why).put("rule", rule).put("url", new Spec(rule, "").url());
  }

  /** Something that was checked. */
  Telling check(boolean right, String words) {
    found.add(new JsonObject().put("right", right).put("words", words));
    good &= right;
    return this;
  }

  /** Something that is worth knowing. */
  Telling note(String words) {
    found.add(new JsonObject().put("right", true).put("note", true).put("words", words));
    return this;
  }

  /** Where the walk goes, whatever was found. */
  Telling goesTo(Stage stage) {
    next = stage;
    return this;
  }

  /** Where the walk goes. */
  Stage next(Stage here, Stage usual) {
    return next != null ? next : good ? usual : here;
  }

  /** The step in the words of a shell. */
  Telling shell(String lines) {
    step.put("curl", lines);
    return this;
  }

  Telling exchange(Mask mask, Call call, GuideHttp.Answer answer) {
    var redaction = new Redaction(mask);
    var headers = new RedactedHeaders(redaction);
    var json = new RedactedJson(redaction);
    boolean open = call.url().contains("/.well-known/");
    String sent = body(redaction, json, call);
    String body = answer.json().isEmpty() ? "" : answer.json().encode();
    String came = body.isEmpty()
        ? DisplayText.of(answer.body(), DisplayText.SENTENCE)
        : open ? json.document(body) : json.body(body);
    step.put("request", redaction.swept(call.method() + ' ' + redaction.url(call.url())))
        .put("sent", redaction.swept(sent))
        .put("headers", strings(redaction, headers.of(call.headers().entrySet())))
        .put("status", answer.status())
        .put("answer", redaction.swept(came))
        .put(
            "answer_headers",
            strings(redaction, headers.of(new ArrayList<>(answer.headers().entries()))))
        .put("curl", Curl.of(call));
    return this;
  }

  Telling failure(Call call, String words) {
    step.put("request", call.method() + ' ' + call.url()).put("curl", Curl.of(call));
    return check(false, words);
  }

  JsonObject json() {
    return step.put("good", good).put("found", found);
  }

  private static String body(Redaction redaction, RedactedJson json, Call call) {
    if (call.body().isEmpty() || call.body().startsWith("{")) {
      return call.body().isEmpty() ? "" : json.body(call.body());
    }
    List<String> lines = new ArrayList<>();
    redaction.query(call.body()).forEach((name, value) -> lines.add(name + "=" + value));
    return String.join("\n", lines);
  }

  private static JsonObject strings(Redaction redaction, Map<String, String> values) {
    var swept = new LinkedHashMap<String, Object>();
    values.forEach((name, value) -> swept.put(name, redaction.swept(value)));
    return new JsonObject(swept);
  }
}
