package dev.gatehouse.token.signing;

import dev.gatehouse.jose.Jws;
import dev.gatehouse.jose.JwsException;
import dev.gatehouse.jose.JwsHeader;
import dev.gatehouse.jose.NumericDate;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.AccessTokenHeader;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads back access tokens that this server signed, whether they still live or not; for revocation and introspection. No gate: that is the
 * resource server's.
 */
public final class OwnTokens {
  private static final int LONGEST = 8192; // as long as a resource server reads

  private final SigningKeys keys;

  public OwnTokens(SigningKeys keys) {
    this.keys = keys;
  }

  /** The claims of a token that bears the signature of a published key of ours; empty for anything else. */
  public Optional<AccessToken> read(String jwt) {
    try {
      Jws jws = Jws.parse(jwt, LONGEST);
      return isSigned(jws, AccessTokenHeader.RULES.check(jws.header()))
          ? Optional.of(token(new JsonObject(jws.payload())))
          : Optional.empty();
    } catch (JwsException notOurs) {
      return Optional.empty();
    }
  }

  // The key decides how it signs, not the token: RFC 8725 §3.1.
  private boolean isSigned(Jws jws, JwsHeader header) {
    return keys.published(header.keyId())
        .filter(named -> named.algorithm().name().equals(header.algorithm()))
        .filter(named -> jws.isSignedBy(named.algorithm(), named.key()))
        .isPresent();
  }

  private static AccessToken token(JsonObject claims) {
    return new AccessToken(
        claims.getString("iss"),
        claims.getString("sub"),
        claims.getString("aud"),
        claims.getString("client_id"),
        claims.getString("jti"),
        Scopes.parse(claims.getString("scope")),
        date(claims, "iat"),
        date(claims, "exp"),
        claims.getString("ring", ""),
        claims.getJsonObject("cnf", new JsonObject()).getString("jkt", ""));
  }

  // Of claims that this server signed, so that they are there.
  private static Instant date(JsonObject claims, String name) {
    return NumericDate.read(claims.getValue(name)).orElseThrow();
  }
}
