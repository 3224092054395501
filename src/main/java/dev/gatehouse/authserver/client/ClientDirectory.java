package dev.gatehouse.authserver.client;

import dev.gatehouse.oauth.client.Client;
import io.vertx.core.Future;

/** Who has a {@code client_id}, however the client became known: the one place where endpoints look clients up. */
@FunctionalInterface
public interface ClientDirectory {
  /** The client; fails with {@code invalid_client}, or {@code temporarily_unavailable} where its document could not be had just now. */
  Future<Client> find(String clientId);
}
