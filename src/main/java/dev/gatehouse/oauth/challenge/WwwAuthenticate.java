package dev.gatehouse.oauth.challenge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The value of a {@code WWW-Authenticate} header for the Bearer scheme, RFC 6750 §3, or the DPoP scheme, RFC 9449 §7.1: it starts with
 * the scheme, every value is a quoted string, and no value can end its quotes or the line (RFC 9110 §11.6.1).
 */
public final class WwwAuthenticate {
  private final String scheme;
  private final Map<String, String> parameters = new LinkedHashMap<>();

  private WwwAuthenticate(String scheme) {
    this.scheme = scheme;
  }

  public static WwwAuthenticate bearer() {
    return new WwwAuthenticate("Bearer");
  }

  public static WwwAuthenticate dpop() {
    return new WwwAuthenticate("DPoP");
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
        .collect(Collectors.joining(", ", scheme + " ", ""))
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
