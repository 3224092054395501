package dev.gatehouse.store;

import dev.gatehouse.oauth.client.Client;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Registered clients. Bounded, those that no user authorized apart from the others: when full, whoever holds most loses the least recently
 * used client.
 */
public interface Clients {
  /** Keeps a new client, in the room of whoever registers it until a user authorizes it. */
  Future<Client> register(Client client, Owner sender);

  Future<Optional<Client>> find(String id);

  /** The user authorized the client: from now on it takes the room of this user, or of another one who did so before. It stays as long as one of them has room for it. */
  Future<Void> authorized(String id, String user);

  /** Replaces what is registered under the client's id, pre-registered clients left alone; false where there is nothing. Whether a user authorized it stays. */
  Future<Boolean> replace(Client client);

  /**
   * Removes a client, pre-registered ones left alone, and ends all that users gave it: of all that remove the same one at once, one gets
   * true.
   */
  Future<Boolean> remove(String id);
}
