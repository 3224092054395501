package dev.gatehouse.handshake;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Header fields as they may be shown: credentials by their scheme, cookies by their names, others by the rule of their name. */
public final class RedactedHeaders {
  private static final int MOST = 100;
  private static final int MOST_COOKIES = 50;
  private static final Set<String> SCHEMES =
      Set.of("bearer", "basic", "dpop", "digest", "negotiate", "hoba", "mutual", "gnap");
  private static final Pattern OWN_COOKIE =
      Pattern.compile("(?:__Host-)?gatehouse_[0-9]{1,5}_[a-z]{1,20}");
  private static final Set<String> ATTRIBUTES = Set.of("httponly", "secure", "partitioned");

  private final Redaction redaction;

  public RedactedHeaders(Redaction redaction) {
    this.redaction = redaction;
  }

  /** By lower-case name; a field that was sent twice stands there once, with both values. */
  public Map<String, String> of(Iterable<Map.Entry<String, String>> fields) {
    var shown = new LinkedHashMap<String, String>();
    int more = 0;
    for (Map.Entry<String, String> field : fields) {
      if (shown.size() == MOST) {
        more++;
        continue;
      }
      String name = field.getKey().toLowerCase(Locale.ROOT);
      shown.merge(
          redaction.name(name), value(name, field.getValue()), (one, two) -> one + ", " + two);
    }
    if (more > 0) {
      shown.put("…", more + " more");
    }
    return shown;
  }

  /** The value of one field, its name in any case. */
  public String of(String name, String value) {
    return value(name.toLowerCase(Locale.ROOT), value);
  }

  private String value(String name, String value) {
    return switch (name) {
      case "authorization", "proxy-authorization" -> credentials(value);
      case "cookie" -> cookies(value);
      case "set-cookie" -> cookie(value);
      default -> RedactionAllowList.header(name).shown(name, value, redaction);
    };
  }

  // RFC 9110 §11.4: a scheme, spaces, credentials. What has no known scheme may be all credentials.
  private String credentials(String value) {
    int space = value.indexOf(' ');
    String scheme = space < 0 ? value : value.substring(0, space);
    if (!SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
      return redaction.secret("authorization", value);
    }
    String rest = space < 0 ? "" : value.substring(space).strip();
    return rest.isEmpty()
        ? scheme
        : scheme
            + ' '
            + (scheme.equalsIgnoreCase("basic")
                ? basic(rest)
                : redaction.secret("authorization", rest));
  }

  // RFC 6749 §2.3.1: the client_id is no secret where a client has it, what follows it is.
  private String basic(String encoded) {
    redaction.secret("basic", encoded);
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? redaction.secret("client_secret", pair)
          : ValueRules.KNOWN.shown("basic", pair.substring(0, colon), redaction)
              + ':'
              + redaction.secret("client_secret", pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return redaction.secret("client_secret", encoded);
    }
  }

  private String cookies(String value) {
    var shown = new StringBuilder();
    for (String pair : value.split(";", MOST_COOKIES)) {
      shown.append(shown.isEmpty() ? "" : "; ").append(cookiePair(pair.strip()));
    }
    return shown.toString();
  }

  private String cookie(String value) {
    String[] parts = value.split(";", MOST_COOKIES);
    var shown = new StringBuilder(cookiePair(parts[0].strip()));
    for (int i = 1; i < parts.length; i++) {
      shown.append("; ").append(attribute(parts[i].strip()));
    }
    return shown.toString();
  }

  // RFC 6265 §4.1.1
  private String attribute(String attribute) {
    int equals = attribute.indexOf('=');
    String name = equals < 0 ? attribute : attribute.substring(0, equals);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "path", "domain" -> name + '=' + redaction.path(attribute.substring(equals + 1));
      case "max-age", "expires", "samesite" ->
        name + redaction.phrase(attribute.substring(name.length()), RedactedText.SHORT_WORDS);
      default ->
        ATTRIBUTES.contains(attribute.toLowerCase(Locale.ROOT))
            ? attribute
            : redaction.unknown(attribute);
    };
  }

  private String cookiePair(String pair) {
    int equals = pair.indexOf('=');
    if (equals < 0) {
      return redaction.secret("cookie", pair);
    }
    String name = pair.substring(0, equals);
    String value = pair.substring(equals + 1);
    return (OWN_COOKIE.matcher(name).matches() ? name : redaction.unknown(name))
        + '='
        + redaction.secret("cookie", value);
  }
}
