package dev.gatehouse.store;

import dev.gatehouse.oauth.grant.AuthorizationCode;
import io.vertx.core.Future;

/**
 * Authorization codes. A code is used up once; that it was is remembered as long as a token that came of it lives. Bounded: when full,
 * whoever holds most loses the oldest code.
 */
public interface AuthorizationCodes {
  Future<Void> save(AuthorizationCode code);

  /** Whether the code was saved and not used yet: whoever redeems it next may be the one who gets it. */
  Future<Boolean> awaits(String hash);

  /** Uses the code up: of all that redeem the same one at once, one gets {@link Redemption.Fresh}. */
  Future<Redemption> redeem(String hash);

  /** Notes that tokens came of the code. */
  Future<Void> spent(String hash);

  /** What redeeming found. */
  sealed interface Redemption {
    /** The code, never used before. May have expired. */
    record Fresh(AuthorizationCode code) implements Redemption {}

    /** Somebody else uses the code at this moment, or did in vain: nothing came of it so far. */
    record Taken() implements Redemption {}

    /** Tokens came of the code before. */
    record Spent(AuthorizationCode code) implements Redemption {}

    /** There is no such code. */
    record Unknown() implements Redemption {}
  }
}
