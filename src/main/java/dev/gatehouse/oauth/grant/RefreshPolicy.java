package dev.gatehouse.oauth.grant;

import java.time.Duration;
import java.time.Instant;

/**
 * How long refresh tokens last, and what a second use of one means; RFC 9700 §4.14.2, OAuth 2.1 §4.3.1.
 *
 * @param idleLifetime how long a token is good unless it is used
 * @param reuseWindow grace period after its use in which a second one is taken for a race; zero for none
 */
public record RefreshPolicy(Duration idleLifetime, Duration reuseWindow) {
  /** What the use of a refresh token is. */
  public enum Use {
    /** The first. */
    FIRST,
    /** A second within the grace period, while the successor is unused: two requests at once, most likely. */
    RACED,
    /** Another: somebody has a copy. */
    REPLAYED
  }

  /** What a use of the token at this moment is. */
  public Use use(RefreshToken token, Instant now) {
    if (!(token instanceof RefreshToken.Used used)) {
      return Use.FIRST;
    }
    boolean inGracePeriod = now.isBefore(used.usedAt().plus(reuseWindow));
    return inGracePeriod && !used.successorUsed() ? Use.RACED : Use.REPLAYED;
  }

  /** When a token of the family ends that is given, or used, at this moment: idle, or with its family. */
  public Instant expiry(Grant grant, Instant now) {
    Instant idle = now.plus(idleLifetime);
    return idle.isBefore(grant.expiresAt()) ? idle : grant.expiresAt();
  }
}
