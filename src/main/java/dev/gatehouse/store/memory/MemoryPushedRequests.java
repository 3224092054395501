package dev.gatehouse.store.memory;

import dev.gatehouse.store.PushedRequest;
import dev.gatehouse.store.PushedRequests;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;

/** Pushed authorization requests in memory. */
final class MemoryPushedRequests implements PushedRequests {
  private final OwnedMap<PushedRequest> requests;

  MemoryPushedRequests(Clock clock) {
    requests = new OwnedMap<>(
        clock, new OwnedMap.Room(10_000, 500), PushedRequest::sender, PushedRequest::expiresAt);
  }

  @Override
  public Future<Void> save(PushedRequest request) {
    requests.put(request.hash(), request);
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<PushedRequest>> take(String hash, String clientId) {
    return Future.succeededFuture(
        requests.remove(hash, pushed -> pushed.request().client().id().equals(clientId)));
  }
}
