package dev.gatehouse.store;

import io.vertx.core.Future;
import java.util.Optional;

/** Authorization requests on their way through login and consent. */
public interface PendingRequests {
  /** Keeps it. When there is no room, the fair share of {@link Owner} decides what goes: no sender crowds out the others. */
  Future<Void> save(PendingRequest request);

  /** Leaves it there. */
  Future<Optional<PendingRequest>> find(String id);

  /** Removes it: of all that answer the same request at once, one gets it. */
  Future<Optional<PendingRequest>> take(String id);
}
