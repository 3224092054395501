package dev.gatehouse.oauth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code Bearer} challenge as a client reads it, RFC 9110 §11.6.1 and RFC 6750 §3; {@link WwwAuthenticate} writes one.
 *
 * @param parameters by name in lower case
 */
public record Challenge(Map<String, String> parameters) {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern PARAMETER = Pattern.compile("\\G\\s*(" + TOKEN
      + ")\\s*=\\s*(?:\"((?:[^\"\\\\\\p{Cntrl}]|\\\\[^\\p{Cntrl}])*)\"|(" + TOKEN
      + "))\\s*(?:,|$)");
  private static final Pattern SCHEME =
      Pattern.compile("(?:^|,)\\s*Bearer(?:\\s+|$)", Pattern.CASE_INSENSITIVE);

  public Challenge {
    parameters = Map.copyOf(parameters);
  }

  /** The first Bearer challenge of the header's values; empty where there is none that can be read. */
  public static Optional<Challenge> parse(List<String> values) {
    return values.stream().flatMap(value -> parse(value).stream()).findFirst();
  }

  /** The parameter, or nothing. */
  public String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  private static Optional<Challenge> parse(String value) {
    Matcher scheme = SCHEME.matcher(value);
    if (!scheme.find()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher next = PARAMETER.matcher(value).region(scheme.end(), value.length());
    while (next.find()) {
      String quoted = next.group(2);
      String name = next.group(1).toLowerCase(Locale.ROOT);
      String text = quoted == null ? next.group(3) : quoted.replaceAll("\\\\(.)", "$1");
      if (parameters.put(name, text) != null) {
        return Optional.empty(); // RFC 9110 §11.2: a name must occur once
      }
    }
    return Optional.of(new Challenge(parameters));
  }
}
