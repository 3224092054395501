package dev.gatehouse.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;

/** The key of a client that speaks DPoP, RFC 9449; another library than ours knows its thumbprint. */
public record DpopKey(String algorithm, JsonObject jwk, PrivateKey secret) {
  public static DpopKey ec() {
    try {
      ECKey key = Assertions.ec("any");
      return new DpopKey("ES256", publicHalf(key), key.toPrivateKey());
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** RS256 or PS256 */
  public static DpopKey rsa(String algorithm) {
    try {
      RSAKey key = Assertions.rsa("any");
      return new DpopKey(algorithm, publicHalf(key), key.toPrivateKey());
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** EdDSA or Ed25519 */
  public static DpopKey edwards(String algorithm) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] der = pair.getPublic().getEncoded();
      byte[] point = Arrays.copyOfRange(der, der.length - 32, der.length);
      var jwk = new JsonObject()
          .put("kty", "OKP")
          .put("crv", "Ed25519")
          .put("x", Base64.getUrlEncoder().withoutPadding().encodeToString(point));
      return new DpopKey(algorithm, jwk, pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public static DpopKey of(String algorithm) {
    return switch (algorithm) {
      case "ES256" -> ec();
      case "EdDSA", "Ed25519" -> edwards(algorithm);
      default -> rsa(algorithm);
    };
  }

  /** {@code jkt}, RFC 7638 */
  public String thumbprint() {
    try {
      return JWK.parse(jwk.encode()).computeThumbprint().toString();
    } catch (ParseException | JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** A proof that is right in all. */
  public DpopProof proof(String method, String url) {
    return DpopProof.by(this, method, url);
  }

  private static JsonObject publicHalf(JWK key) {
    var jwk = new JsonObject(key.toPublicJWK().toJSONString());
    jwk.remove("kid");
    return jwk;
  }
}
