package dev.gatehouse.oauth.grant;

import dev.gatehouse.oauth.Scopes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which scopes need a password that was given a moment ago, in the sense of RFC 9470 §1: so that whoever comes by the cookie of a login, as
 * every program does that waits on a loopback port, cannot have them by it.
 *
 * @param scopes names of scopes; one that ends with {@code *} stands for all that begin alike
 * @param maxAge how long ago is a moment
 */
public record Reauthentication(List<String> scopes, Duration maxAge) {
  private static final String ANY = "*";

  public Reauthentication {
    scopes = List.copyOf(scopes);
  }

  /** Those of the scopes that need it. */
  public Scopes of(Scopes asked) {
    return Scopes.of(asked.tokens().stream().filter(this::needs).toList());
  }

  /** Whether the password must be given again before these scopes are granted. */
  public boolean refuses(Scopes granted, Instant loggedInAt, Instant now) {
    return !of(granted).isEmpty() && loggedInAt.isBefore(now.minus(maxAge));
  }

  private boolean needs(String scope) {
    return scopes.stream()
        .anyMatch(one -> one.endsWith(ANY)
            ? scope.startsWith(one.substring(0, one.length() - 1))
            : scope.equals(one));
  }
}
