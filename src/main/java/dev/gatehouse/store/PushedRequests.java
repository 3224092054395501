package dev.gatehouse.store;

import io.vertx.core.Future;
import java.util.Optional;

/** Pushed authorization requests that no browser has brought yet, RFC 9126. */
public interface PushedRequests {
  /** Keeps it. When there is no room, the fair share of {@link Owner} decides what goes: no sender crowds out the others. */
  Future<Void> save(PushedRequest request);

  /** Removes it: of all that bring it at once, one gets it. What another client pushed stays where it is. */
  Future<Optional<PushedRequest>> take(String hash, String clientId);
}
