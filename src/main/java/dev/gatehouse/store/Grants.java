package dev.gatehouse.store;

import dev.gatehouse.oauth.grant.Grant;
import dev.gatehouse.oauth.grant.RefreshToken;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Grants and their refresh tokens. Bounded: when full, whoever holds most loses the oldest grant, and its access tokens are revoked.
 * Used refresh tokens have room of their own, so that they crowd out no living one: the newest few of each grant are remembered, and of
 * whoever holds most the oldest goes first.
 */
public interface Grants {
  /** Begins the grant with a code that is good until then. False where its client was removed. */
  Future<Boolean> begin(Grant grant, Instant until);

  /** Notes that an access token of the grant, which nothing renews, is good until then. False where the grant was not begun, or has ended. */
  Future<Boolean> extend(Grant grant, Instant until);

  /** Gives the grant its first refresh token, good until then unless it is used. False where the grant was not begun, or has ended. */
  Future<Boolean> open(Grant grant, String refreshHash, Instant expiresAt);

  /** The refresh token, used up or not, unless it or its grant has ended. */
  Future<Optional<RefreshToken>> find(String refreshHash);

  /**
   * Uses an unused refresh token up and puts the successor in its place, good until then; changes nothing if it was used up before.
   * Returns it as it was: of all that rotate the same one at once, one finds it unused.
   */
  Future<Optional<RefreshToken>> rotate(
      String refreshHash, String successorHash, Instant expiresAt);

  /** As {@link #rotate}, but the token is not used up: it is good until then. */
  Future<Optional<RefreshToken>> keep(String refreshHash, Instant expiresAt);

  /** Ends the grant, its refresh tokens and its access tokens. */
  Future<Void> revoke(Grant grant);

  /** The grants of the user of which something is still good. */
  Future<List<ActiveGrant>> ofUser(String subject);

  /** Ends every grant that the user gave the client, those whose code is not redeemed yet included. */
  Future<Void> withdraw(String subject, String clientId);

  /** Ends every grant of the client, and its access tokens. */
  Future<Void> revokeClient(String clientId);
}
