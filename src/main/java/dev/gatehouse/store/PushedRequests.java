package dev.gatehouse.store;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * Pushed authorization requests that no browser has brought yet. Bounded, those of the operator's clients apart from those of networks: when
 * full, whoever holds most loses the oldest request, so that no sender crowds out another.
 */
public interface PushedRequests {
  /** Keeps it. */
  Future<Void> save(PushedRequest request);

  /** Removes it: of all that bring it at once, one gets it. What another client pushed stays where it is. */
  Future<Optional<PushedRequest>> take(String hash, String clientId);
}
