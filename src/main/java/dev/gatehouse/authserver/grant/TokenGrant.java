package dev.gatehouse.authserver.grant;

import dev.gatehouse.oauth.Client;
import dev.gatehouse.oauth.Params;
import io.vertx.core.Future;

/** One {@code grant_type} of the token endpoint. The endpoint authenticates the client and checks that it may use the type. */
public interface TokenGrant {
  /** The {@code grant_type} that it answers. */
  String type();

  /**
   * Exchanges the credential among the parameters for tokens, or fails with an {@code OAuthException}. The thumbprint is that of the key
   * which the client proved to hold (RFC 9449 §5), empty for none: it binds the access token.
   */
  Future<TokenResponse> exchange(Client client, Params params, String keyThumbprint);
}
