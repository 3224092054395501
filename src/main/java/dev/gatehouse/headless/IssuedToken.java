package dev.gatehouse.headless;

import dev.gatehouse.oauth.Scopes;
import java.time.Duration;

/**
 * A token that was issued.
 *
 * @param value what a client sends
 * @param scopes what it allows
 * @param lifetime of it
 */
public record IssuedToken(String value, Scopes scopes, Duration lifetime) {
  /** Without the token. */
  @Override
  public String toString() {
    return "IssuedToken[scopes=" + scopes + "]";
  }
}
