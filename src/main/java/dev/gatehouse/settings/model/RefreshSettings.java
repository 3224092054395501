package dev.gatehouse.settings.model;

import dev.gatehouse.oauth.grant.RefreshPolicy;
import java.time.Duration;

/**
 * Refresh tokens.
 *
 * @param lifetime of a family, from the login on
 * @param idleLifetime of one that is not used
 * @param reuseWindow how long after its use a refresh token may come again without ending its family
 * @param rotation whether each use gives a new one
 */
public record RefreshSettings(
    Duration lifetime, Duration idleLifetime, Duration reuseWindow, boolean rotation) {
  /** The rules for a single refresh token. */
  public RefreshPolicy policy() {
    return new RefreshPolicy(idleLifetime, reuseWindow);
  }
}
