package dev.gatehouse.token.verification;

import dev.gatehouse.token.AccessToken;

/** What the issuer took back before it expired. Asked for every request, those with a token that was seen before included. */
@FunctionalInterface
public interface RevocationChecker {
  boolean isRevoked(AccessToken token);

  /** Whether that can be said of any token: not while the issuer publishes what cannot be read here. */
  default boolean isKnown() {
    return true;
  }
}
