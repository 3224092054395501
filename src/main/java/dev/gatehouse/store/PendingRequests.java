package dev.gatehouse.store;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * Authorization requests on their way through login and consent. Bounded, those of users apart from those of networks: when full, whoever
 * holds most loses the oldest request, so that no sender crowds out another.
 */
public interface PendingRequests {
  /** Keeps it. */
  Future<Void> save(PendingRequest request);

  /** Leaves it there. */
  Future<Optional<PendingRequest>> find(String id);

  /** Removes it: of all that answer the same request at once, one gets it. */
  Future<Optional<PendingRequest>> take(String id);
}
