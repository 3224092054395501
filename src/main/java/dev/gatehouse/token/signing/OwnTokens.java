package dev.gatehouse.token.signing;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Reads back access tokens that this server signed, whether they still live or not; for revocation. No gate: that is the resource server's. */
public final class OwnTokens {
  private final SigningKeys keys;

  public OwnTokens(SigningKeys keys) {
    this.keys = keys;
  }

  /** What revocation needs of a token that bears the signature of a published key of ours; empty for anything else. */
  public Optional<Issued> read(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      if (!isSigned(json(parts[0]), jwt.substring(0, jwt.lastIndexOf('.')), decoded(parts[2]))) {
        return Optional.empty();
      }
      JsonObject claims = json(parts[1]);
      return Optional.of(new Issued(
          claims.getString("jti"),
          claims.getString("sub"),
          claims.getString("client_id"),
          Instant.ofEpochSecond(claims.getLong("exp"))));
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

  /**
   * A token of ours.
   *
   * @param id {@code jti}
   * @param subject {@code sub}
   * @param clientId {@code client_id}
   * @param expiresAt {@code exp}
   */
  public record Issued(String id, String subject, String clientId, Instant expiresAt) {}
}
