package dev.gatehouse.oauth.grant;

import java.time.Instant;

/** What is known of a refresh token that has not ended, without the token itself. {@link RefreshPolicy} says what follows. */
public sealed interface RefreshToken {
  /** Its family. */
  Grant grant();

  /**
   * Nobody used it up so far.
   *
   * @param grant its family
   * @param expiresAt when it ends unless it is used before: idle or absolute, whichever comes first
   */
  record Unused(Grant grant, Instant expiresAt) implements RefreshToken {}

  /**
   * It was used up.
   *
   * @param grant its family
   * @param usedAt when
   * @param successorUsed whether the token that was given in its place was used up as well
   */
  record Used(Grant grant, Instant usedAt, boolean successorUsed) implements RefreshToken {}
}
