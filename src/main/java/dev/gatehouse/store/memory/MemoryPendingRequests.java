package dev.gatehouse.store.memory;

import dev.gatehouse.store.PendingRequest;
import dev.gatehouse.store.PendingRequests;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;

/** Pending authorization requests in memory. */
final class MemoryPendingRequests implements PendingRequests {
  private final OwnedMap<PendingRequest> requests;

  MemoryPendingRequests(Clock clock) {
    requests = new OwnedMap<>(
        clock, new OwnedMap.Room(20_000, 500), PendingRequest::sender, PendingRequest::expiresAt);
  }

  @Override
  public Future<Void> save(PendingRequest request) {
    requests.put(request.id(), request);
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<PendingRequest>> find(String id) {
    return Future.succeededFuture(requests.get(id));
  }

  @Override
  public Future<Optional<PendingRequest>> take(String id) {
    return Future.succeededFuture(requests.remove(id));
  }
}
