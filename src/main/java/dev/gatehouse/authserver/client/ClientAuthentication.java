package dev.gatehouse.authserver.client;

import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.address.RemoteAddress;
import dev.gatehouse.http.answer.OAuthFailures;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.ClientAuthMethod;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Proves which client sends a request, RFC 6749 §2.3. A confidential client may send its secret in the header or in the form, whichever
 * it registered: real clients mix the two up, and the secret proves the same either way. One that registered keys sends an assertion.
 */
public final class ClientAuthentication {
  private final ClientDirectory clients;
  private final AssertionCheck assertions;

  public ClientAuthentication(ClientDirectory clients, AssertionCheck assertions) {
    this.clients = clients;
    this.assertions = assertions;
  }

  /** The client; fails with {@code invalid_client} or {@code invalid_request}, announced as a failure of this step. */
  public Future<Client> authenticate(RoutingContext ctx, Step step, Params params) {
    OAuthFailures.concerning(ctx, step, "");
    ClientCredentials credentials =
        ClientCredentials.read(ctx.request().headers().getAll(HttpHeaders.AUTHORIZATION), params);
    OAuthFailures.concerning(ctx, step, credentials.clientId());
    return clients
        .find(credentials.clientId())
        .compose(client -> proven(client, credentials, RemoteAddress.of(ctx)));
  }

  private Future<Client> proven(Client client, ClientCredentials credentials, String network) {
    ClientAssertion assertion = credentials.assertion();
    boolean asserts = client.authMethod() == ClientAuthMethod.PRIVATE_KEY_JWT;
    if (asserts != (assertion != null)) {
      throw OAuthException.invalidClient(
          Cause.CLIENT_AUTHENTICATION_METHOD_WRONG,
          asserts
              ? "the client is to authenticate by an assertion"
              : "an assertion of a client that is not to authenticate by one");
    }
    if (assertion != null) {
      return assertions.check(assertion, client, network).map(client);
    }
    requireSecret(client, credentials.secret());
    return Future.succeededFuture(client);
  }

  private static void requireSecret(Client client, String secret) {
    if (client.isPublic() != secret.isEmpty()) {
      throw OAuthException.invalidClient(
          Cause.CLIENT_AUTHENTICATION_METHOD_WRONG,
          client.isPublic()
              ? "a public client sent a secret"
              : "a confidential client sent no secret");
    }
    if (!client.isPublic() && !Secrets.same(Secrets.sha256(secret), client.secretHash())) {
      throw OAuthException.invalidClient(Cause.CLIENT_SECRET_WRONG, "wrong client_secret");
    }
  }
}
