package dev.gatehouse.handshake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a query or a form as they may be shown: known names, and values by the rule of their name. What comes after the sixtieth is counted. */
public final class RedactedParameters {
  private static final int MOST = 60;
  private static final String METHOD = "code_challenge_method";

  private record Pair(String name, String value) {}

  private final Redaction redaction;
  private final Map<String, ValueRule> allowed;

  RedactedParameters(Redaction redaction, Map<String, ValueRule> allowed) {
    this.redaction = redaction;
    this.allowed = allowed;
  }

  /** Those of the endpoint at this path. */
  public static RedactedParameters at(String path, Redaction redaction) {
    return new RedactedParameters(redaction, RedactionAllowList.parametersAt(path));
  }

  /** Those of any endpoint of OAuth, whoever serves it. */
  public static RedactedParameters ofAny(Redaction redaction) {
    return new RedactedParameters(redaction, RedactionAllowList.IN_URLS);
  }

  /** Of a raw query, or a body in its form. */
  public Map<String, String> ofQuery(String query) {
    List<Pair> pairs = new ArrayList<>();
    int start = 0;
    int more = 0;
    while (start <= query.length()) {
      int end = query.indexOf('&', start);
      int stop = end < 0 ? query.length() : end;
      if (pairs.size() == MOST) {
        more++;
      } else if (stop > start) {
        pairs.add(pair(query.substring(start, stop)));
      }
      start = stop + 1;
    }
    return shown(pairs, more);
  }

  /** Of a form that has been read. */
  public Map<String, String> ofForm(Iterable<Map.Entry<String, String>> form) {
    List<Pair> pairs = new ArrayList<>();
    int more = 0;
    for (Map.Entry<String, String> one : form) {
      if (pairs.size() == MOST) {
        more++;
      } else {
        pairs.add(new Pair(one.getKey(), one.getValue()));
      }
    }
    return shown(pairs, more);
  }

  /** A pair as it stands in a query, with a mask in place of a value that is not harmless. */
  public String inQuery(String pair) {
    Pair read = pair(pair);
    String shown = value(read, true);
    return shown.equals(read.value()) ? pair : redaction.name(read.name()) + '=' + shown;
  }

  private Map<String, String> shown(List<Pair> pairs, int more) {
    var shown = new LinkedHashMap<String, String>();
    boolean hashed = pairs.contains(new Pair(METHOD, "S256"));
    for (Pair pair : pairs) {
      shown.merge(redaction.name(pair.name()), value(pair, hashed), (one, two) -> one + ' ' + two);
    }
    if (more > 0) {
      shown.put("…", more + " more");
    }
    return shown;
  }

  private String value(Pair pair, boolean hashed) {
    if (pair.value().isEmpty()) {
      return "";
    }
    // RFC 7636 §4.2: with "plain" the challenge is the verifier.
    boolean verifier = pair.name().equals("code_challenge") && !hashed;
    ValueRule rule = allowed.getOrDefault(pair.name(), ValueRules.SECRET);
    return (verifier ? ValueRules.SECRET : rule).shown(pair.name(), pair.value(), redaction);
  }

  private static Pair pair(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Pair(decoded(text), "")
        : new Pair(decoded(text.substring(0, equals)), decoded(text.substring(equals + 1)));
  }

  private static String decoded(String encoded) {
    if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
      return encoded;
    }
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return encoded; // a stray percent sign
    }
  }
}
