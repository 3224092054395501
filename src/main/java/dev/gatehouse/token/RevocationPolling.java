package dev.gatehouse.token;

import java.time.Duration;

/**
 * How a resource server hears of what its issuer revoked: it reads the issuer's list again and again. What follows for a token that is
 * revoked while a reading is under way: that one may still bring the old list, the next one brings the new.
 */
public final class RevocationPolling {
  /** From one answer to the next question. */
  public static final Duration PAUSE = Duration.ofSeconds(1);

  /** A question that is not answered by then has failed. */
  public static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

  /** After this long a revoked token is refused, as long as each question is answered. Mostly it takes little more than the pause. */
  public static final Duration BOUND = LONGEST_ANSWER.plus(PAUSE).plus(LONGEST_ANSWER);

  private RevocationPolling() {}
}
