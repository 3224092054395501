package dev.gatehouse.store;

import dev.gatehouse.oauth.Client;
import io.vertx.core.Future;
import java.util.Optional;

/** Registered clients, RFC 7591 and RFC 7592. */
public interface Clients {
  /** Keeps a new client. When the store is full, the least recently used client that was never authorized goes first. */
  Future<Client> register(Client client);

  Future<Optional<Client>> find(String id);

  /** A user authorized the client: from now on it is among the last to be crowded out. */
  Future<Void> authorized(String id);

  /** Replaces what is registered under the client's id, pre-registered clients left alone; false where there is nothing. Whether a user authorized it stays. */
  Future<Boolean> replace(Client client);

  /**
   * Removes a client, pre-registered ones left alone, and ends all that users gave it: of all that remove the same one at once, one gets
   * true. RFC 7592 §2.3.
   */
  Future<Boolean> remove(String id);
}
