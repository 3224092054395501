package dev.gatehouse.console;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.testing.Http;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Secrets that can be told apart, each remembered with the place that it was put into. */
final class Marks {
  /** What the secrets look like. */
  enum Shape {
    /** As an authorization server makes them. */
    RANDOM,
    /** As people make them. */
    PHRASE,
    /** With the beginning that a service gives them. */
    PREFIXED,
    HEX,
    DIGITS,
    JWT
  }

  /** A part of a secret as long as this would be found. */
  private static final int WINDOW = 10;

  private final Shape shape;
  private final Map<String, String> places = new LinkedHashMap<>();
  private final Map<String, String> windows = new HashMap<>();
  private int windowed;

  Marks(Shape shape) {
    this.shape = shape;
  }

  /** Another secret, for that place. */
  String in(String place) {
    String hash = Secrets.sha256(place + '#' + places.size());
    String mark = switch (shape) {
      case RANDOM -> hash.substring(0, 32);
      case PHRASE -> "wonder-secret-" + word(hash);
      case PREFIXED -> "sk_live_" + word(hash);
      case HEX -> hex(hash).substring(0, 24);
      case DIGITS -> hex(hash).replaceAll("[a-f]", "7").substring(0, 16);
      case JWT -> jwt(hash, place);
    };
    places.put(mark, place);
    return mark;
  }

  int count() {
    return places.size();
  }

  /** The places whose secret, or a good part of it, stands in the text; each with what stands around it. */
  Map<String, String> foundIn(String text) {
    addWindows();
    var found = new LinkedHashMap<String, String>();
    String all = text.toLowerCase(Locale.ROOT);
    for (int at = 0; at + WINDOW <= all.length(); at++) {
      String place = windows.get(all.substring(at, at + WINDOW));
      if (place != null) {
        found.putIfAbsent(
            place, text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60)));
      }
    }
    return found;
  }

  // What all of them have in common is not searched for.
  private void addWindows() {
    places.entrySet().stream().skip(windowed).forEach(entry -> {
      String mark = entry.getKey();
      String low = mark.toLowerCase(Locale.ROOT);
      int from = switch (shape) {
        case JWT -> low.lastIndexOf('.') + 1;
        case PHRASE -> "wonder-sec".length();
        case PREFIXED -> "sk_live".length();
        default -> 0;
      };
      for (int start = from; start + WINDOW <= low.length(); start += 2) {
        windows.put(low.substring(start, start + WINDOW), entry.getValue());
      }
    });
    windowed = places.size();
  }

  private String jwt(String hash, String place) {
    String inner = hash.substring(0, 32);
    places.put(inner, place + ", claim");
    String claims =
        "{\"sub\":\"%1$s\",\"iss\":\"https://%1$s.example/%1$s\",\"%1$s\":\"%1$s\",\"scope\":\"%1$s\"}";
    return Http.base64("{\"alg\":\"RS256\",\"kid\":\"" + inner + "\"}").replace("=", "")
        + '.'
        + Http.base64(claims.formatted(inner))
            .replace("=", "")
            .replace('+', '-')
            .replace('/', '_')
        + '.'
        + hash;
  }

  private static String hex(String hash) {
    var hex = new StringBuilder();
    hash.chars().forEach(c -> hex.append(Integer.toHexString(c)));
    return hex.reverse().toString().replaceAll("(.).", "$1") + Integer.toHexString(hash.hashCode());
  }

  // Letters alone.
  private static String word(String hash) {
    return hash.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "z").substring(0, 14);
  }
}
