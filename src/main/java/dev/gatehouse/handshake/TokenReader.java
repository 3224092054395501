package dev.gatehouse.handshake;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a JWT without checking it, RFC 7519 §7.2, and shows of it what RFC 9068 and RFC 7523 have in it, each claim by its rule. */
final class TokenReader {
  private static final int LONGEST = 16_384;
  private static final int MOST_MEMBERS = 60;
  private static final int MOST_ELEMENTS = 20;

  private TokenReader() {}

  /** Three parts, RFC 7515 §7.1. */
  static boolean looksLikeOne(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    return first > 0
        && second > first
        && token.indexOf('.', second + 1) < 0
        && token.length() <= LONGEST;
  }

  /** Of what looks like one. */
  static Optional<DecodedToken> read(String place, String mark, String token, Redaction redaction) {
    String[] parts = token.split("\\.", -1);
    try {
      return Optional.of(new DecodedToken(
          place, mark, shown(object(parts[0]), redaction), shown(object(parts[1]), redaction)));
    } catch (IllegalArgumentException | DecodeException notJson) {
      return Optional.empty();
    }
  }

  private static JsonObject object(String part) {
    return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  private static Map<String, Object> shown(JsonObject members, Redaction redaction) {
    var shown = new LinkedHashMap<String, Object>();
    for (String name : members.fieldNames()) {
      if (shown.size() < MOST_MEMBERS) {
        shown.put(redaction.name(name), shown(name, members.getValue(name), redaction));
      }
    }
    return shown;
  }

  private static Object shown(String name, Object value, Redaction redaction) {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof JsonArray array) {
      List<String> all = new ArrayList<>();
      array.stream().limit(MOST_ELEMENTS).forEach(one -> all.add(text(name, one, redaction)));
      return new JsonArray(all).encode();
    }
    String text = text(name, value, redaction);
    return value instanceof Number && text.equals(value.toString()) ? value : text;
  }

  private static String text(String name, Object value, Redaction redaction) {
    return RedactionAllowList.claim(name).shown(name, String.valueOf(value), redaction);
  }
}
