package dev.gatehouse.handshake;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** A JSON body as it may be shown: members by the rule of their name; what users say to tools, and tools to users, by its length only. */
public final class RedactedJson {
  private static final int LONGEST = 64 << 10;
  private static final int MOST_ELEMENTS = 40;
  private static final int MOST_MEMBERS = 100;
  private static final int DEEPEST = 12;

  /** Members of MCP whose whole content is the user's, or long. */
  private static final Set<String> PRIVATE = ValueRules.words("""
      argument arguments completion content contents context data inputRequests inputResponses
      inputSchema jwks keys messages outputSchema requestState requestedSchema structuredContent
      experimental extensions annotations""");

  private final Redaction redaction;

  public RedactedJson(Redaction redaction) {
    this.redaction = redaction;
  }

  /** A document of this server that anyone may read is shown as it is. */
  public String document(String json) {
    return json.length() > LONGEST ? tooLong(json) : json;
  }

  /** Metadata of any server. */
  public String metadata(String json) {
    return body(json, RedactionAllowList.METADATA);
  }

  /** A JSON-RPC message of a client. */
  public String mcpRequest(String json) {
    return body(json, RedactionAllowList.MCP_REQUEST);
  }

  /** A JSON-RPC message of a server. */
  public String mcpAnswer(String json) {
    return body(json, RedactionAllowList.MCP_ANSWER);
  }

  /** What a client sends to register itself. */
  public String registration(String json) {
    return body(json, RedactionAllowList.REGISTRATION);
  }

  /** What an endpoint of OAuth answers. */
  public String oauthAnswer(String json) {
    return body(json, RedactionAllowList.OAUTH_ANSWER);
  }

  /** What is sent to an endpoint that takes no JSON. */
  public String stray(String text) {
    return body(text, Map.of());
  }

  // What is not JSON may be anything: it is measured.
  private String body(String json, Map<String, ValueRule> allowed) {
    if (json.length() > LONGEST) {
      return tooLong(json);
    }
    try {
      return Json.encode(new Reader(allowed).value("", Json.decodeValue(json), 0));
    } catch (DecodeException e) {
      return Json.encode("not JSON: " + redaction.unknown(json));
    }
  }

  private final class Reader {
    private final Map<String, ValueRule> allowed;

    Reader(Map<String, ValueRule> allowed) {
      this.allowed = allowed;
    }

    Object value(String name, Object value, int depth) {
      if (PRIVATE.contains(name) || depth > DEEPEST) {
        return measured(value);
      }
      if (value instanceof JsonObject object) {
        return members(object, depth);
      }
      if (value instanceof JsonArray array) {
        return elements(name, array, depth);
      }
      return value == null || value instanceof Boolean ? value : scalar(name, value);
    }

    private Object scalar(String name, Object value) {
      String text = value.toString();
      String shown = text.isEmpty()
          ? ""
          : allowed.getOrDefault(name, ValueRules.SECRET).shown(name, text, redaction);
      return value instanceof Number && shown.equals(text) ? value : shown;
    }

    private JsonObject members(JsonObject object, int depth) {
      var shown = new JsonObject();
      for (String name : object.fieldNames()) {
        if (shown.size() == MOST_MEMBERS) {
          return shown.put("…", (object.size() - MOST_MEMBERS) + " more");
        }
        shown.put(redaction.name(name), value(name, object.getValue(name), depth + 1));
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
  }

  private static Object measured(Object value) {
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
