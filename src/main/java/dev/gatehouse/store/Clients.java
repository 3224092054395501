package dev.gatehouse.store;

import dev.gatehouse.oauth.Client;
import io.vertx.core.Future;
import java.util.Optional;

/** Registered clients, RFC 7591. */
public interface Clients {
  /** Keeps a new client. When the store is full, the least recently used client that was never authorized goes first. */
  Future<Client> register(Client client);

  Future<Optional<Client>> find(String id);

  /** A user authorized the client: from now on it is among the last to be crowded out. */
  Future<Void> authorized(String id);
}
