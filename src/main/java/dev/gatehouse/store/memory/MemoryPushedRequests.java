package dev.gatehouse.store.memory;

import dev.gatehouse.store.PushedRequest;
import dev.gatehouse.store.PushedRequests;
import dev.gatehouse.store.RecordBytes;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/** Pushed authorization requests in memory: those of the clients of the settings in another room than those of any other. */
final class MemoryPushedRequests implements PushedRequests {
  private final OwnedMap<String, PushedRequest> ofClients;
  private final OwnedMap<String, PushedRequest> ofNetworks;

  MemoryPushedRequests(Clock clock) {
    var traits = new OwnedMap.Traits<>(
        PushedRequest::sender, MemoryPushedRequests::bytes, PushedRequest::expiresAt);
    ofClients = new OwnedMap<>(clock, StoreBudgets.PUSHED_OF_CLIENTS, traits);
    ofNetworks = new OwnedMap<>(clock, StoreBudgets.PUSHED_OF_NETWORKS, traits);
  }

  @Override
  public Future<Void> save(PushedRequest request) {
    (request.sender().isKnown() ? ofClients : ofNetworks).put(request.hash(), request);
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<PushedRequest>> take(String hash, String clientId) {
    Predicate<PushedRequest> own = pushed -> pushed.request().client().id().equals(clientId);
    return Future.succeededFuture(
        ofClients.remove(hash, own).or(() -> ofNetworks.remove(hash, own)));
  }

  private static long bytes(PushedRequest request) {
    return RecordBytes.of(request.hash())
        + RecordBytes.of(request.request())
        + 3 * RecordBytes.SMALL_OBJECT;
  }
}
