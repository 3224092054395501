package dev.gatehouse.handshake;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Header fields as they may be shown: credentials by their scheme, cookies by their names, addresses without their parameters. */
public final class RedactedHeaders {
  private final Redaction redaction;

  public RedactedHeaders(Redaction redaction) {
    this.redaction = redaction;
  }

  /** By lower-case name; a field that was sent twice stands there once, with both values. */
  public Map<String, String> of(Iterable<Map.Entry<String, String>> fields) {
    var shown = new LinkedHashMap<String, String>();
    for (Map.Entry<String, String> field : fields) {
      String name = redaction.clean(field.getKey()).toLowerCase(Locale.ROOT);
      shown.merge(name, value(name, field.getValue()), (one, two) -> one + ", " + two);
    }
    return shown;
  }

  private String value(String name, String value) {
    return switch (name) {
      case "authorization" -> credentials(value);
      case "cookie" -> cookies(value);
      case "set-cookie" -> cookie(value);
      case "location", "referer" -> redaction.url(value);
      default ->
        Harmless.HEADERS.contains(name) ? redaction.clean(value) : redaction.secret(name, value);
    };
  }

  private String credentials(String value) {
    String[] both = value.split(" +", 2);
    if (both.length < 2) {
      return redaction.secret("authorization", value);
    }
    return both[0].equalsIgnoreCase("basic")
        ? redaction.clean(both[0]) + ' ' + basic(both[1])
        : redaction.clean(both[0]) + ' ' + redaction.secret("authorization", both[1].strip());
  }

  // RFC 6749 §2.3.1: the client_id is no secret, what follows it is.
  private String basic(String encoded) {
    redaction.secret("basic", encoded);
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? redaction.secret("client_secret", pair)
          : redaction.clean(pair.substring(0, colon))
              + ':'
              + redaction.secret("client_secret", pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return redaction.secret("client_secret", encoded);
    }
  }

  private String cookies(String value) {
    var shown = new StringBuilder();
    for (String pair : value.split(";", 50)) {
      shown.append(shown.isEmpty() ? "" : "; ").append(cookiePair(pair.strip()));
    }
    return shown.toString();
  }

  private String cookie(String value) {
    String[] both = value.split(";", 2);
    return cookiePair(both[0]) + (both.length < 2 ? "" : ';' + redaction.clean(both[1]));
  }

  private String cookiePair(String pair) {
    String[] both = pair.split("=", 2);
    return both.length < 2 || both[1].isEmpty()
        ? redaction.clean(both[0])
        : redaction.clean(both[0]) + '=' + redaction.secret("cookie", both[1]);
  }
}
