package dev.gatehouse.token.dpop;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The {@code jti} of proofs that were used and would still be good, RFC 9449 §11.1. None is forgotten before its end. */
public interface DpopProofIds {
  /**
   * Remembers that the key used the id, until then: of all that bring the same one at once, one finds it fresh. It takes the room of its holders,
   * named from the broad to the narrow, as a user and one of this user's clients; none of them gets more of it than it leaves to others.
   */
  Future<Use> use(List<String> holders, String keyThumbprint, String jti, Instant until);

  /** What became of an id. */
  enum Use {
    /** The key never used it before. */
    FRESH,
    /** It was used. */
    REPLAYED,
    /** One of its holders has as many as there is room for beside those of others: it was not remembered, and must not count. */
    NO_ROOM
  }
}
