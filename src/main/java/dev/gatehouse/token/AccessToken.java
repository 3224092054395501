package dev.gatehouse.token;

import dev.gatehouse.oauth.Scopes;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * The claims of a JWT access token, RFC 9068 §2.2.
 *
 * @param issuer {@code iss}
 * @param subject {@code sub}
 * @param audience {@code aud}, the canonical resource identifier that the token was accepted for or is minted for
 * @param clientId {@code client_id}
 * @param id {@code jti}: the id of the grant, a dot, a random part; revoking a grant revokes its tokens
 * @param scopes frozen at mint, a space-separated string on the wire
 * @param issuedAt {@code iat}
 * @param expiresAt {@code exp}
 * @param ring the user's ring at mint, for information only
 * @param keyThumbprint {@code jkt} of {@code cnf}, RFC 9449 §6.1: who uses it must prove to hold that key; empty for a bearer token
 */
public record AccessToken(
    String issuer,
    String subject,
    String audience,
    String clientId,
    String id,
    Scopes scopes,
    Instant issuedAt,
    Instant expiresAt,
    String ring,
    String keyThumbprint) {

  /** Whether it is good only together with a proof of its key, RFC 9449. */
  public boolean isBound() {
    return !keyThumbprint.isEmpty();
  }

  /** The grant it came of; empty for a token of a server that names its grants otherwise. */
  public String grantId() {
    int dot = id.indexOf('.');
    return dot > 0 ? id.substring(0, dot) : "";
  }

  /** Whether a revocation of all tokens issued until then concerns it. */
  public boolean isIssuedUntil(Instant last) {
    return !issuedAt.isAfter(last);
  }

  /** The payload of the token. */
  public JsonObject claims() {
    var claims = new JsonObject()
        .put("iss", issuer)
        .put("sub", subject)
        .put("aud", audience)
        .put("exp", expiresAt.getEpochSecond())
        .put("iat", issuedAt.getEpochSecond())
        .put("jti", id)
        .put("client_id", clientId)
        .put("scope", scopes.toString());
    if (!ring.isEmpty()) {
      claims.put("ring", ring);
    }
    return isBound() ? claims.put("cnf", new JsonObject().put("jkt", keyThumbprint)) : claims;
  }
}
