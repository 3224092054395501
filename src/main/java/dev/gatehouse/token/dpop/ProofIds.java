package dev.gatehouse.token.dpop;

import io.vertx.core.Future;
import java.time.Instant;

/** The {@code jti} of proofs that were used and would still be good, RFC 9449 §11.1. */
public interface ProofIds {
  /** Remembers that the key used the id, until then: of all that bring the same one at once, one finds it fresh. */
  Future<Use> use(String keyThumbprint, String jti, Instant until);

  /** What became of an id. */
  enum Use {
    /** The key never used it before. */
    FRESH,
    /** It was used. */
    REPLAYED,
    /** It cannot be remembered, so that it must not count: nothing is forgotten for room. */
    NO_ROOM
  }
}
