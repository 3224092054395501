package dev.gatehouse.token.signing;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads back access tokens that this server signed, whether they still live or not; for revocation and introspection. No gate: that is the
 * resource server's.
 */
public final class OwnTokens {
  private final SigningKeys keys;

  public OwnTokens(SigningKeys keys) {
    this.keys = keys;
  }

  /** The claims of a token that bears the signature of a published key of ours; empty for anything else. */
  public Optional<AccessToken> read(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      if (!isSigned(json(parts[0]), jwt.substring(0, jwt.lastIndexOf('.')), decoded(parts[2]))) {
        return Optional.empty();
      }
      return Optional.of(token(json(parts[1])));
    } catch (IllegalArgumentException
        | ClassCastException
        | DecodeException
        | GeneralSecurityException notOurs) {
      return Optional.empty();
    }
  }

  // The key decides how it signs, not the token: RFC 8725 §3.1.
  private boolean isSigned(JsonObject header, String signingInput, byte[] signature)
      throws GeneralSecurityException {
    Optional<PublishedKey> key = keys.published(header.getString("kid", ""))
        .filter(named -> named.algorithm().name().equals(header.getString("alg")));
    return key.isPresent() && key.get().signed(signingInput, signature);
  }

  private static JsonObject json(String part) {
    return new JsonObject(new String(decoded(part), StandardCharsets.UTF_8));
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }

  private static AccessToken token(JsonObject claims) {
    return new AccessToken(
        claims.getString("iss"),
        claims.getString("sub"),
        claims.getString("aud"),
        claims.getString("client_id"),
        claims.getString("jti"),
        Scopes.parse(claims.getString("scope")),
        Instant.ofEpochSecond(claims.getLong("iat")),
        Instant.ofEpochSecond(claims.getLong("exp")),
        claims.getString("ring", ""),
        claims.getJsonObject("cnf", new JsonObject()).getString("jkt", ""));
  }
}
