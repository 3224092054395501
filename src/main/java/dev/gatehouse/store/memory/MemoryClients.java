package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.Client;
import dev.gatehouse.store.Clients;
import dev.gatehouse.store.Grants;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Clients in memory. Those that no user ever authorized live in a room of their own, so that a flood of registrations crowds out only
 * its like.
 */
final class MemoryClients implements Clients {
  private final Map<String, Client> preRegistered = new HashMap<>();
  private final ClientRoom neverAuthorized = new ClientRoom();
  private final ClientRoom authorized = new ClientRoom();
  private final Grants grants;
  private final MemoryConsents consents;

  MemoryClients(List<Client> preRegistered, Grants grants, MemoryConsents consents) {
    preRegistered.forEach(client -> this.preRegistered.put(client.id(), client));
    this.grants = grants;
    this.consents = consents;
  }

  @Override
  public synchronized Future<Client> register(Client client) {
    neverAuthorized.put(client);
    return Future.succeededFuture(client);
  }

  @Override
  public synchronized Future<Optional<Client>> find(String id) {
    Client client = preRegistered.get(id);
    if (client == null) {
      client = authorized.find(id);
    }
    return Future.succeededFuture(
        Optional.ofNullable(client == null ? neverAuthorized.find(id) : client));
  }

  @Override
  public synchronized Future<Void> authorized(String id) {
    Client client = neverAuthorized.remove(id);
    if (client != null) {
      authorized.put(client);
    }
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Boolean> replace(Client client) {
    return Future.succeededFuture(authorized.replace(client) || neverAuthorized.replace(client));
  }

  // Who was never authorized has no grant: a flood of removals leaves no trace.
  @Override
  public synchronized Future<Boolean> remove(String id) {
    if (authorized.remove(id) == null) {
      return Future.succeededFuture(neverAuthorized.remove(id) != null);
    }
    consents.forgetClient(id);
    return grants.revokeClient(id).map(true);
  }
}
