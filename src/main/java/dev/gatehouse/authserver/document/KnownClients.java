package dev.gatehouse.authserver.document;

import dev.gatehouse.authserver.client.ClientDirectory;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.uri.ClientIdUrl;
import dev.gatehouse.store.Clients;
import io.vertx.core.Future;

/** Registered clients first, also those whose id is a URL; then those that a document describes. */
final class KnownClients implements ClientDirectory {
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

  // The page at /authorize says it of any id: here it is no secret either, and it is what ends the
  // retries.
  private static OAuthException unknown() {
    return OAuthException.of(
        OAuthError.INVALID_CLIENT,
        Cause.CLIENT_UNKNOWN,
        "no client is registered here with this client_id, perhaps because this server was restarted:"
            + " register again, or remove the server in the client and add it again",
        "no client has this client_id");
  }

  private Future<Client> described(String clientId) {
    return ClientIdUrl.isUrl(clientId) ? documents.find(clientId) : Future.failedFuture(unknown());
  }
}
