package dev.gatehouse.store.memory;

import dev.gatehouse.store.PendingRequest;
import dev.gatehouse.store.PendingRequests;
import dev.gatehouse.store.RecordBytes;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;

/** Pending authorization requests in memory: those of users in another room than those of strangers. */
final class MemoryPendingRequests implements PendingRequests {
  private final OwnedMap<String, PendingRequest> ofUsers;
  private final OwnedMap<String, PendingRequest> ofNetworks;

  MemoryPendingRequests(Clock clock) {
    var traits = new OwnedMap.Traits<>(
        PendingRequest::sender, MemoryPendingRequests::bytes, PendingRequest::expiresAt);
    ofUsers = new OwnedMap<>(clock, StoreBudgets.REQUESTS_OF_USERS, traits);
    ofNetworks = new OwnedMap<>(clock, StoreBudgets.REQUESTS_OF_NETWORKS, traits);
  }

  @Override
  public Future<Void> save(PendingRequest request) {
    (request.sender().isKnown() ? ofUsers : ofNetworks).put(request.id(), request);
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<PendingRequest>> find(String id) {
    return Future.succeededFuture(ofUsers.get(id).or(() -> ofNetworks.get(id)));
  }

  @Override
  public Future<Optional<PendingRequest>> take(String id) {
    return Future.succeededFuture(ofUsers.remove(id).or(() -> ofNetworks.remove(id)));
  }

  private static long bytes(PendingRequest request) {
    return RecordBytes.of(request.id())
        + RecordBytes.of(request.browser())
        + RecordBytes.of(request.request())
        + 4 * RecordBytes.SMALL_OBJECT;
  }
}
