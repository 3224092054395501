package dev.gatehouse.store;

import dev.gatehouse.oauth.Grant;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Grants and their refresh tokens, which rotate; RFC 9700 §4.14.2. Where there is no room, a user who holds most loses the oldest grant, with all that came of
 * it; used refresh tokens have a room of their own and never cost a living one its place.
 */
public interface Grants {
  /** Begins the grant with a code that is good until then. False where its client was removed. */
  Future<Boolean> begin(Grant grant, Instant until);

  /** Notes that an access token of the grant, which nothing renews, is good until then. False where the grant was not begun, or has ended. */
  Future<Boolean> extend(Grant grant, Instant until);

  /** Gives the grant its first refresh token. False where the grant was not begun, or has ended. */
  Future<Boolean> open(Grant grant, String refreshHash);

  /** The refresh token, used before or not, unless it or its grant has ended. */
  Future<Optional<RefreshToken>> find(String refreshHash);

  /**
   * Uses the current refresh token of a grant up and puts the successor in its place; changes nothing if it is not the current one.
   * Returns it as it was: of all that rotate the same one at once, one finds it current.
   */
  Future<Optional<RefreshToken>> rotate(String refreshHash, String successorHash);

  /** As {@link #rotate}, but that the token succeeds itself: its idle lifetime begins anew. */
  Future<Optional<RefreshToken>> keep(String refreshHash);

  /** Ends the grant, its refresh tokens and its access tokens. */
  Future<Void> revoke(Grant grant);

  /** The grants of the user of which something is still good. */
  Future<List<ActiveGrant>> ofUser(String subject);

  /** Ends every grant that the user gave the client, those whose code is not redeemed yet included. */
  Future<Void> withdraw(String subject, String clientId);

  /** Ends every grant of the client, and its access tokens. */
  Future<Void> revokeClient(String clientId);
}
