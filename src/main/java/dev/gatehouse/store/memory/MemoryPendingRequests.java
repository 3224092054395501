package dev.gatehouse.store.memory;

import dev.gatehouse.store.PendingRequest;
import dev.gatehouse.store.PendingRequests;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pending authorization requests in memory. Each sender has a room of its own, so that a flood crowds out only its like: what is too much
 * goes in the order in which it came, first from the sender who sends too much.
 */
final class MemoryPendingRequests implements PendingRequests {
  private static final int ROOM = 20_000;
  private static final int ROOM_PER_SENDER = 500;

  // Both in the order of arrival, which is that of their ends.
  private final Map<String, PendingRequest> requests = new LinkedHashMap<>();
  private final Map<String, Set<String>> idsBySender = new HashMap<>();
  private final Clock clock;

  MemoryPendingRequests(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Future<Void> save(PendingRequest request) {
    dropEnded();
    Set<String> ids = idsBySender.getOrDefault(request.sender(), Set.of());
    if (ids.size() >= ROOM_PER_SENDER) {
      remove(ids.iterator().next());
    } else if (requests.size() >= ROOM) {
      remove(requests.keySet().iterator().next());
    }
    requests.put(request.id(), request);
    idsBySender.computeIfAbsent(request.sender(), any -> new LinkedHashSet<>()).add(request.id());
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Optional<PendingRequest>> find(String id) {
    return Future.succeededFuture(Optional.ofNullable(requests.get(id)).filter(this::lives));
  }

  @Override
  public synchronized Future<Optional<PendingRequest>> take(String id) {
    return Future.succeededFuture(remove(id).filter(this::lives));
  }

  private void dropEnded() {
    Iterator<PendingRequest> eldest = requests.values().iterator();
    while (eldest.hasNext()) {
      PendingRequest request = eldest.next();
      if (lives(request)) {
        return;
      }
      eldest.remove();
      forgetSender(request);
    }
  }

  private Optional<PendingRequest> remove(String id) {
    Optional<PendingRequest> removed = Optional.ofNullable(requests.remove(id));
    removed.ifPresent(this::forgetSender);
    return removed;
  }

  private void forgetSender(PendingRequest request) {
    idsBySender.computeIfPresent(request.sender(), (sender, ids) -> {
      ids.remove(request.id());
      return ids.isEmpty() ? null : ids;
    });
  }

  private boolean lives(PendingRequest request) {
    return clock.instant().isBefore(request.expiresAt());
  }
}
