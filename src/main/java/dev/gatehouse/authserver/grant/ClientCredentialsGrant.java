package dev.gatehouse.authserver.grant;

import dev.gatehouse.authserver.client.ProvenKey;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.GrantTypes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.grant.Grant;
import dev.gatehouse.oauth.uri.ResourceIndicators;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/**
 * Client credentials grant, RFC 6749 §4.4 and the MCP extension {@code io.modelcontextprotocol/oauth-client-credentials}: a program that
 * no user stands behind. It is the subject itself (RFC 9068 §2.2), has the scopes that the operator gave it, and no refresh token (§4.4.3).
 */
public final class ClientCredentialsGrant implements TokenGrant {
  private final List<String> knownResources;
  private final Issuance issuance;
  private final Secrets secrets;
  private final Clock clock;

  public ClientCredentialsGrant(
      List<String> knownResources, Issuance issuance, Secrets secrets, Clock clock) {
    this.knownResources = List.copyOf(knownResources);
    this.issuance = issuance;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public String type() {
    return GrantTypes.CLIENT_CREDENTIALS;
  }

  @Override
  public Future<TokenResponse> exchange(Client client, Params params, ProvenKey key) {
    if (client.isPublic()) {
      throw OAuthException.of(
          OAuthError.UNAUTHORIZED_CLIENT,
          Cause.CLIENT_IS_PUBLIC,
          "client_credentials is for clients that authenticate (RFC 6749 section 4.4)");
    }
    String resource = ResourceIndicators.requireOne(params.all("resource"), knownResources);
    Scopes scopes = scopes(client, params);
    var grant = new Grant(
        secrets.next(16), client.id(), client.id(), "", scopes, resource, "", clock.instant());
    return key.use().compose(used -> issuance.issue(grant, scopes, "", key.thumbprint()));
  }

  // RFC 6749 §3.3: fewer than it may have where it asks for fewer, never more.
  private static Scopes scopes(Client client, Params params) {
    Scopes asked = Scopes.parse(params.optional("scope").orElse(""));
    Scopes granted = asked.isEmpty() ? client.ownScopes() : asked.and(client.ownScopes());
    if (granted.isEmpty()) {
      throw OAuthException.of(
          OAuthError.INVALID_SCOPE,
          Cause.SCOPE_UNKNOWN,
          "the client may have none of these scopes itself");
    }
    return granted;
  }
}
