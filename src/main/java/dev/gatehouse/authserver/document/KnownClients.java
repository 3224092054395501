package dev.gatehouse.authserver.document;

import dev.gatehouse.authserver.client.ClientDirectory;
import dev.gatehouse.oauth.Client;
import dev.gatehouse.oauth.ClientIdUrl;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.store.Clients;
import io.vertx.core.Future;

/** Registered clients first, also those whose id is a URL; then those that a document describes. */
public final class KnownClients implements ClientDirectory {
  private final Clients registered;
  private final ClientDirectory documents;

  public KnownClients(Clients registered, ClientDirectory documents) {
    this.registered = registered;
    this.documents = documents;
  }

  @Override
  public Future<Client> find(String clientId) {
    return registered
        .find(clientId)
        .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> described(clientId)));
  }

  private Future<Client> described(String clientId) {
    return ClientIdUrl.isUrl(clientId)
        ? documents.find(clientId)
        : Future.failedFuture(OAuthException.invalidClient("no client has this client_id"));
  }
}
