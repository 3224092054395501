package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.store.AssertionIds;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Used assertion ids in memory. Each client of the settings has a room of its own; those that registered themselves share one, so that
 * they can lock out nobody else.
 */
final class MemoryAssertionIds implements AssertionIds {
  private static final int ROOM = 20_000;
  private static final int SHARED_ROOM = 100_000;

  private final Map<String, ExpiringMap<Instant>> own = new LinkedHashMap<>();
  private final ExpiringMap<Instant> shared;

  MemoryAssertionIds(Clock clock, Collection<String> preRegistered) {
    preRegistered.forEach(id -> own.put(id, new ExpiringMap<>(clock, ROOM, until -> until)));
    shared = new ExpiringMap<>(clock, SHARED_ROOM, until -> until);
  }

  @Override
  public Future<Boolean> use(String clientId, String jti, Instant until) {
    String key = Secrets.sha256(clientId + '\n' + jti);
    return Future.succeededFuture(own.getOrDefault(clientId, shared).putNew(key, until));
  }
}
