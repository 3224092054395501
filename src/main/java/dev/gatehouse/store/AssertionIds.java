package dev.gatehouse.store;

import io.vertx.core.Future;
import java.time.Instant;

/**
 * The {@code jti} of client assertions that were used and have not ended. Bounded, and none is forgotten before its end: an owner that holds
 * as many as there is room left for is refused instead.
 */
public interface AssertionIds {
  /** Remembers that the client used the id, until then, in the owner's room: of all that bring the same one at once, one finds it fresh. */
  Future<Use> use(Owner owner, String clientId, String jti, Instant until);

  /** What became of an id. */
  enum Use {
    /** The client never used it before. */
    FRESH,
    /** It was used. */
    USED,
    /** The client, or the network it sends from, holds as many as there is room for beside those of others: it was not remembered, and must not count. */
    NO_ROOM
  }
}
