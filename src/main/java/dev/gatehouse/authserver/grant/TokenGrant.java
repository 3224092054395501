package dev.gatehouse.authserver.grant;

import dev.gatehouse.authserver.client.ProvenKey;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.client.Client;
import io.vertx.core.Future;

/** One {@code grant_type} of the token endpoint. The endpoint authenticates the client and checks that it may use the type. */
public interface TokenGrant {
  /** The {@code grant_type} that it answers. */
  String type();

  /**
   * Exchanges the credential among the parameters for tokens, or fails with an {@code OAuthException}. The key, or none, binds the access
   * token; its proof is to be used up where the credential is good, RFC 9449 §5.
   */
  Future<TokenResponse> exchange(Client client, Params params, ProvenKey key);
}
