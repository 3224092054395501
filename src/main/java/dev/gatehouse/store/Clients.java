package dev.gatehouse.store;

import dev.gatehouse.oauth.Client;
import io.vertx.core.Future;
import java.util.Optional;

/** Registered clients, RFC 7591 and RFC 7592. */
public interface Clients {
  /** Keeps a new client, in the room of whoever registers it until a user authorizes it. Where that is full, the fair share of {@link Owner} decides. */
  Future<Client> register(Client client, Owner sender);

  Future<Optional<Client>> find(String id);

  /** The user authorized the client: from now on it takes the room of this user, or of another one who did so before. It stays as long as one of them has room for it. */
  Future<Void> authorized(String id, String user);

  /** Replaces what is registered under the client's id, pre-registered clients left alone; false where there is nothing. Whether a user authorized it stays. */
  Future<Boolean> replace(Client client);

  /**
   * Removes a client, pre-registered ones left alone, and ends all that users gave it: of all that remove the same one at once, one gets
   * true. RFC 7592 §2.3.
   */
  Future<Boolean> remove(String id);
}
