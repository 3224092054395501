package dev.gatehouse.authserver.client;

import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.ClientKeys;
import io.vertx.core.Future;

/** The keys of a client, be they registered or at its {@code jwks_uri}; RFC 7591 §2. */
@FunctionalInterface
public interface ClientKeySource {
  /** The keys, among them the one with this {@code kid} if there is one. Fails as {@link ClientDirectory#find} does. */
  Future<ClientKeys> keys(Client client, String kid);
}
