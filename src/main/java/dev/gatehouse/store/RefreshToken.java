package dev.gatehouse.store;

import dev.gatehouse.oauth.Grant;
import java.time.Instant;

/**
 * A refresh token as it was found, without the token.
 *
 * @param grant its family
 * @param standing whether it may be used
 * @param expiresAt when it ends unless it is used before: idle or absolute, whichever comes first
 */
public record RefreshToken(Grant grant, Standing standing, Instant expiresAt) {
  /** Where a refresh token stands in its family. */
  public enum Standing {
    /** It may be used. */
    CURRENT,
    /** It was used within the window, and its successor was not yet: two requests at once, most likely. */
    RACED,
    /** It was used before: someone has a copy. */
    REPLAYED
  }

  /** Whether it may be used. */
  public boolean isCurrent() {
    return standing == Standing.CURRENT;
  }
}
