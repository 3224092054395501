package dev.gatehouse.handshake;

import dev.gatehouse.jose.JwsView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
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
    return JwsView.looksLikeOne(token, LONGEST);
  }

  /** Of what looks like one. */
  static Optional<DecodedToken> read(String place, String mark, String token, Redaction redaction) {
    JwsView view = JwsView.of(token, LONGEST);
    return view.header()
        .flatMap(header -> view.payload()
            .map(claims ->
                new DecodedToken(place, mark, shown(header, redaction), shown(claims, redaction))));
  }

  private static Map<String, Object> shown(Map<String, Object> read, Redaction redaction) {
    var members = new JsonObject(read);
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
