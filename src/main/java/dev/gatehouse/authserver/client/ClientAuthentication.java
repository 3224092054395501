package dev.gatehouse.authserver.client;

import dev.gatehouse.oauth.Client;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.store.Clients;
import io.vertx.core.Future;
import java.util.List;

/**
 * Proves which client sends a request, RFC 6749 §2.3. A confidential client may send its secret in the header or in the form, whichever
 * it registered: real clients mix the two up, and the secret proves the same either way.
 */
public final class ClientAuthentication {
  private final Clients clients;

  public ClientAuthentication(Clients clients) {
    this.clients = clients;
  }

  /** The client; fails with {@code invalid_client} or {@code invalid_request}. The list holds the {@code Authorization} headers. */
  public Future<Client> authenticate(List<String> authorization, Params params) {
    ClientCredentials credentials = ClientCredentials.read(authorization, params);
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
