package dev.gatehouse.token.signing;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Reads back access tokens that this server signed, whether they still live or not; for revocation. No gate: that is the resource server's. */
public final class OwnTokens {
  private final SigningKey key;

  public OwnTokens(SigningKey key) {
    this.key = key;
  }

  /** What revocation needs of a token that bears our signature; empty for anything else. */
  public Optional<Issued> read(String jwt) {
    int end = jwt.lastIndexOf('.');
    String[] parts = jwt.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      if (!isSigned(jwt.substring(0, end), Base64.getUrlDecoder().decode(parts[2]))) {
        return Optional.empty();
      }
      var claims = new JsonObject(
          new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
      return Optional.of(new Issued(
          claims.getString("jti"),
          claims.getString("sub"),
          claims.getString("client_id"),
          Instant.ofEpochSecond(claims.getLong("exp"))));
    } catch (IllegalArgumentException | DecodeException | GeneralSecurityException notOurs) {
      return Optional.empty();
    }
  }

  private boolean isSigned(String signingInput, byte[] signature) throws GeneralSecurityException {
    var verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(key.publicKey());
    verifier.update(signingInput.getBytes(StandardCharsets.US_ASCII));
    return verifier.verify(signature);
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
