package dev.gatehouse.oauth.uri;

import java.util.Locale;
import java.util.Set;

/** The names of this machine that never leave it: {@code localhost}, {@code 127.0.0.1}, {@code [::1]}; RFC 8252 §7.3 and §8.3. */
public final class Loopback {
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private Loopback() {}

  /** Whether the host, without port and in any case, is one of the three; a look-alike such as {@code localhost.evil} is not. */
  public static boolean isHost(String host) {
    return HOSTS.contains(host.toLowerCase(Locale.ROOT));
  }

  /** Whether the {@code host} or {@code host:port} is on loopback. */
  public static boolean isAuthority(String authority) {
    return Authority.parse(authority).filter(parsed -> isHost(parsed.host())).isPresent();
  }

  /** Whether the origin, {@code scheme://host[:port]} and nothing more, is on loopback, at whatever port. */
  public static boolean isOrigin(String origin) {
    return Authority.ofOrigin(origin).filter(parsed -> isHost(parsed.host())).isPresent();
  }
}
