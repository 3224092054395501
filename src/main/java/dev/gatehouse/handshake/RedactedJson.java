package dev.gatehouse.handshake;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A JSON body as it may be shown: members by name, see {@link Harmless}; what users say to tools, and tools to users, by its length only. */
public final class RedactedJson {
  private static final int LONGEST = 64 << 10;
  private static final int MOST_ELEMENTS = 40;
  private static final int DEEPEST = 12;

  private final Redaction redaction;

  public RedactedJson(Redaction redaction) {
    this.redaction = redaction;
  }

  /** A document that anyone may read is shown as it is. */
  public String document(String json) {
    return json.length() > LONGEST ? tooLong(json) : json;
  }

  /** Any other body. What is no JSON is not shown. */
  public String body(String json) {
    if (json.length() > LONGEST) {
      return tooLong(json);
    }
    try {
      return Json.encode(value("", Json.decodeValue(json), 0));
    } catch (DecodeException e) {
      return Json.encode("… not JSON, " + json.length() + " characters");
    }
  }

  private Object value(String name, Object value, int depth) {
    if (Harmless.PRIVATE.contains(name) || depth > DEEPEST) {
      return measured(value);
    }
    if (value instanceof JsonObject object) {
      return members(object, depth);
    }
    if (value instanceof JsonArray array) {
      return elements(name, array, depth);
    }
    if (value instanceof String text) {
      return text(name, text);
    }
    boolean shown = value == null || value instanceof Boolean || Harmless.MEMBERS.contains(name);
    return shown ? value : "…";
  }

  private JsonObject members(JsonObject object, int depth) {
    var shown = new JsonObject();
    for (String name : object.fieldNames()) {
      shown.put(redaction.clean(name), value(name, object.getValue(name), depth + 1));
    }
    return shown;
  }

  private JsonArray elements(String name, JsonArray array, int depth) {
    var shown = new JsonArray();
    array.stream()
        .limit(MOST_ELEMENTS)
        .forEach(element -> shown.add(value(name, element, depth + 1)));
    if (array.size() > MOST_ELEMENTS) {
      shown.add("… " + (array.size() - MOST_ELEMENTS) + " more");
    }
    return shown;
  }

  private String text(String name, String text) {
    if (!Harmless.MEMBERS.contains(name)) {
      return text.isEmpty() ? "" : redaction.secret(name, text);
    }
    return text.contains("://") ? redaction.url(text) : redaction.clean(text);
  }

  private static String measured(Object value) {
    if (value instanceof JsonObject object) {
      return "… " + object.size() + " members";
    }
    if (value instanceof JsonArray array) {
      return "… " + array.size() + " elements";
    }
    return "… " + String.valueOf(value).length() + " characters";
  }

  private static String tooLong(String json) {
    return Json.encode("… " + json.length() + " characters");
  }
}
