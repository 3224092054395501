package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.Client;
import dev.gatehouse.store.Clients;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Clients in memory. Those that no user ever authorized live in a room of their own, so that a flood of registrations crowds out only
 * its like.
 */
final class MemoryClients implements Clients {
  private static final int ROOM = 10_000;

  private final Map<String, Client> preRegistered = new HashMap<>();
  private final Map<String, Client> neverAuthorized = new LeastRecentlyUsed<>(ROOM);
  private final Map<String, Client> authorized = new LeastRecentlyUsed<>(ROOM);

  MemoryClients(List<Client> preRegistered) {
    preRegistered.forEach(client -> this.preRegistered.put(client.id(), client));
  }

  @Override
  public synchronized Future<Client> register(Client client) {
    neverAuthorized.put(client.id(), client);
    return Future.succeededFuture(client);
  }

  @Override
  public synchronized Future<Optional<Client>> find(String id) {
    Client client = preRegistered.get(id);
    if (client == null) {
      client = authorized.get(id);
    }
    return Future.succeededFuture(
        Optional.ofNullable(client == null ? neverAuthorized.get(id) : client));
  }

  @Override
  public synchronized Future<Void> authorized(String id) {
    Client client = neverAuthorized.remove(id);
    if (client != null) {
      authorized.put(id, client);
    }
    return Future.succeededFuture();
  }

  private static final class LeastRecentlyUsed<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;
    private final int room;

    LeastRecentlyUsed(int room) {
      super(16, 0.75f, true);
      this.room = room;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > room;
    }
  }
}
