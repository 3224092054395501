package dev.gatehouse.token.verification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.token.AccessToken;

/**
 * A token whose signature was right.
 *
 * @param keys that it was checked against
 * @param characters of the whole token
 */
record VerifiedToken(AccessToken token, KeySet keys, int characters) {
  /** The most characters of all tokens that are remembered. */
  static final long MOST_CHARACTERS = 2 << 20;

  private static final int FRAME = 300;

  /** Remembers them by their hashes, for all event loops. */
  static Cache<String, VerifiedToken> cache() {
    return Caffeine.newBuilder()
        .maximumWeight(MOST_CHARACTERS)
        .<String, VerifiedToken>weigher((hash, one) -> FRAME + one.characters())
        .build();
  }
}
