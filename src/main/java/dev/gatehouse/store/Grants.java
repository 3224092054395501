package dev.gatehouse.store;

import dev.gatehouse.oauth.Grant;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Grants and their refresh tokens, which rotate; RFC 9700 §4.14.2. */
public interface Grants {
  /** Notes that something of the grant is good until then: a code, or an access token that nothing renews. False where the grant has ended. */
  Future<Boolean> give(Grant grant, Instant until);

  /** Opens the grant with its first refresh token, unless it was revoked meanwhile: then false. */
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

  /** Ends the grant and its refresh tokens, now and in future. */
  Future<Void> revoke(Grant grant);

  /** The grants of the user of which something is still good. */
  Future<List<GivenGrant>> ofUser(String subject);

  /** Ends every grant that the user gave the client, those whose code is not redeemed yet included. */
  Future<Void> withdraw(String subject, String clientId);

  /** Ends every grant of the client, those that are being opened included, and its access tokens. */
  Future<Void> revokeClient(String clientId);
}
