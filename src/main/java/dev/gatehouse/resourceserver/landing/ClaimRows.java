package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.jose.JwsView;
import dev.gatehouse.jose.NumericDate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The claims of an access token in words, RFC 9068 §2.2. Reads without checking: it is for a person to look at. */
final class ClaimRows {
  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("iss", "Who issued it: the authorization server. The gate accepts no other.");
    WORDS.put("sub", "Who it speaks for: the user who logged in.");
    WORDS.put("aud", "What it is for: this MCP server. Any other must refuse it.");
    WORDS.put("client_id", "Which client it was given to: this page.");
    WORDS.put("scope", "What it allows. Frozen when it was issued: nothing widens it later.");
    WORDS.put("ring", "The group of the user at that time, for information only.");
    WORDS.put("iat", "When it was issued.");
    WORDS.put("exp", "When it ends. After that the gate answers 401.");
    WORDS.put("jti", "Its number, to revoke it by.");
  }

  private static final int LONGEST = 65_536; // this page shows its own token alone

  private ClaimRows() {}

  /** The payload of a JWT, RFC 7519 §3; empty where the token is none. */
  static JsonObject payload(String token) {
    return JwsView.of(token, LONGEST).payload().map(JsonObject::new).orElseGet(JsonObject::new);
  }

  /** Known claims first, in the order in which they are read best. */
  static List<Map<String, Object>> of(JsonObject claims, Instant now) {
    var names = new ArrayList<>(WORDS.keySet());
    claims.fieldNames().stream().filter(name -> !names.contains(name)).forEach(names::add);
    return names.stream()
        .filter(claims::containsKey)
        .map(name -> row(name, claims.getValue(name), now))
        .toList();
  }

  private static Map<String, Object> row(String name, Object value, Instant now) {
    Optional<Instant> date =
        List.of("iat", "exp", "nbf").contains(name) ? NumericDate.read(value) : Optional.empty();
    return Map.of(
        "name", name,
        "value", value instanceof JsonArray array ? array.encode() : String.valueOf(value),
        "when", date.map(Instant::toString).orElse(""),
        "relative", date.map(when -> relative(now, when)).orElse(""),
        "words", WORDS.getOrDefault(name, ""));
  }

  /** {@code in 59 minutes}, {@code 3 seconds ago}. */
  static String relative(Instant now, Instant when) {
    Duration distance = Duration.between(now, when);
    if (distance.abs().toSeconds() < 2) {
      return "just now";
    }
    String amount = amount(distance.abs());
    return distance.isNegative() ? amount + " ago" : "in " + amount;
  }

  private static String amount(Duration time) {
    if (time.toSeconds() < 100) {
      return counted(time.toSeconds(), "second");
    }
    return time.toMinutes() < 100
        ? counted(time.toMinutes(), "minute")
        : counted(time.toHours(), "hour");
  }

  private static String counted(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
