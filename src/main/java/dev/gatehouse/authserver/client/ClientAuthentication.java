package dev.gatehouse.authserver.client;

import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.OAuthFailures;
import dev.gatehouse.oauth.Client;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.store.Clients;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Proves which client sends a request, RFC 6749 §2.3. A confidential client may send its secret in the header or in the form, whichever
 * it registered: real clients mix the two up, and the secret proves the same either way.
 */
public final class ClientAuthentication {
  private final Clients clients;

  public ClientAuthentication(Clients clients) {
    this.clients = clients;
  }

  /** The client; fails with {@code invalid_client} or {@code invalid_request}, announced as a failure of this step. */
  public Future<Client> authenticate(RoutingContext ctx, Step step, Params params) {
    OAuthFailures.concerning(ctx, step, "");
    ClientCredentials credentials =
        ClientCredentials.read(ctx.request().headers().getAll(HttpHeaders.AUTHORIZATION), params);
    OAuthFailures.concerning(ctx, step, credentials.clientId());
    return clients.find(credentials.clientId()).map(found -> {
      Client client =
          found.orElseThrow(() -> OAuthException.invalidClient("no client has this client_id"));
      requireProof(client, credentials);
      return client;
    });
  }

  private static void requireProof(Client client, ClientCredentials credentials) {
    if (client.isPublic() != credentials.secret().isEmpty()) {
      throw OAuthException.invalidClient(
          client.isPublic()
              ? "a public client sent a secret"
              : "a confidential client sent no secret");
    }
    if (!client.isPublic()
        && !Secrets.same(Secrets.sha256(credentials.secret()), client.secretHash())) {
      throw OAuthException.invalidClient("wrong client_secret");
    }
  }
}
