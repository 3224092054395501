package dev.gatehouse.authserver.grant;

import dev.gatehouse.oauth.Scopes;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * The answer of the token endpoint, RFC 6749 §5.1.
 *
 * @param accessToken the JWT
 * @param bound whether it is bound to a key, RFC 9449 §5
 * @param lifetime of the access token
 * @param scopes what was granted of what was asked for: clients compare the two (RFC 6749 §5.1), {@code offline_access} included
 * @param refreshToken empty when the client did not register the grant
 * @param subject who gave it, for the log only
 */
record TokenResponse(
    String accessToken,
    boolean bound,
    Duration lifetime,
    Scopes scopes,
    String refreshToken,
    String subject) {

  public TokenResponse {
    scopes = refreshToken.isEmpty() ? scopes.minus(Scopes.OFFLINE_ACCESS) : scopes;
  }

  JsonObject toJson() {
    var json = new JsonObject()
        .put("access_token", accessToken)
        .put("token_type", bound ? "DPoP" : "Bearer")
        .put("expires_in", lifetime.toSeconds())
        .put("scope", scopes.toString());
    return refreshToken.isEmpty() ? json : json.put("refresh_token", refreshToken);
  }

  /** Without the tokens. */
  @Override
  public String toString() {
    return "TokenResponse[" + scopes + "]";
  }
}
