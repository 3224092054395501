package dev.gatehouse.oauth.uri;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a URL or a {@code Host} header, RFC 3986 §3.2 without user information: whoever writes {@code localhost@evil.example}
 * is not understood at all.
 *
 * @param host in lower case; IPv6 in brackets
 * @param port empty where none is given
 */
public record Authority(String host, OptionalInt port) {
  private static final Pattern SYNTAX =
      Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?::([0-9]{1,5}))?");
  private static final Pattern ORIGIN = Pattern.compile("(https?)://([^/?#]+)");

  /** Reads {@code host[:port]}; empty where it is anything else. */
  public static Optional<Authority> parse(String text) {
    Matcher match = SYNTAX.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var port = match.group(2) == null
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(match.group(2)));
    if (port.isPresent() && port.getAsInt() > 65535) {
      return Optional.empty();
    }
    return Optional.of(new Authority(match.group(1).toLowerCase(Locale.ROOT), port));
  }

  /** Reads the authority of an origin, RFC 6454 §6.2: scheme, host and port; empty where there is more, or less. */
  public static Optional<Authority> ofOrigin(String origin) {
    Matcher match = ORIGIN.matcher(origin);
    return match.matches() ? parse(match.group(2)) : Optional.empty();
  }

  /** The port, or what the scheme implies. */
  public int portOr(String scheme) {
    return port.orElse(scheme.equalsIgnoreCase("https") ? 443 : 80);
  }

  /** {@code host[:port]}. */
  @Override
  public String toString() {
    return port.isPresent() ? host + ":" + port.getAsInt() : host;
  }
}
