package dev.gatehouse.oauth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The value of a {@code WWW-Authenticate} header for the Bearer scheme, RFC 6750 §3 and RFC 9110 §11.6.1: it starts with {@code Bearer},
 * every value is a quoted string, and no value can end its quotes or the line.
 */
public final class WwwAuthenticate {
  private final Map<String, String> parameters = new LinkedHashMap<>();

  private WwwAuthenticate() {}

  public static WwwAuthenticate bearer() {
    return new WwwAuthenticate();
  }

  /** Adds a parameter; an empty value leaves it out. */
  public WwwAuthenticate with(String name, String value) {
    if (!value.isEmpty()) {
      parameters.put(name, value);
    }
    return this;
  }

  /** The header's value. */
  @Override
  public String toString() {
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=\"" + quotable(parameter.getValue()) + '"')
        .collect(Collectors.joining(", ", "Bearer ", ""))
        .strip(); // RFC 9110 §11.3: a space only before parameters
  }

  // RFC 6750 §3: %x20-21 / %x23-5B / %x5D-7E. What is outside cannot be quoted and is replaced.
  private static String quotable(String value) {
    return value
        .codePoints()
        .map(c -> c == '"' || c == '\\' ? '\'' : c < 0x20 || c > 0x7e ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
