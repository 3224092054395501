package dev.gatehouse.store;

import dev.gatehouse.oauth.Grant;
import io.vertx.core.Future;
import java.util.Optional;

/** Grants and their refresh tokens, which rotate; RFC 9700 §4.14.2. */
public interface Grants {
  /** Opens the grant with its first refresh token, unless it was revoked meanwhile: then false. */
  Future<Boolean> open(Grant grant, String refreshHash);

  /** The grant of a refresh token that is, or was, one of its family. */
  Future<Optional<Grant>> findByRefreshToken(String refreshHash);

  /** Replaces the current refresh token of a grant: of all that rotate the same one at once, one gets {@link Rotation#ROTATED}. */
  Future<Rotation> rotate(String refreshHash, String successorHash);

  /** Ends the grant and its refresh tokens, now and in future. */
  Future<Void> revoke(Grant grant);

  /** What rotating found. */
  enum Rotation {
    /** It was the current one; the successor is now. */
    ROTATED,
    /** It was rotated before: someone uses a copy. */
    REPLAYED,
    /** There is no such token: it never was, or its grant has ended. */
    UNKNOWN
  }
}
