package dev.gatehouse.token.signing;

import dev.gatehouse.oauth.Secrets;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** An RSA key pair that signs RS256, named by its RFC 7638 thumbprint. */
public final class SigningKey {
  private static final int BITS = 2048; // RFC 7518 §3.3: 2048 or more

  private final String id;
  private final PrivateKey privateKey;
  private final PublicKey publicKey;
  private final JsonObject publicJwk;

  private SigningKey(KeyPair pair) {
    this.privateKey = pair.getPrivate();
    this.publicKey = pair.getPublic();
    var numbers = (RSAPublicKey) publicKey;
    String n = base64url(numbers.getModulus());
    String e = base64url(numbers.getPublicExponent());
    // RFC 7638 §3: the required members in lexicographic order, no white space.
    this.id = Secrets.sha256("{\"e\":\"" + e + "\",\"kty\":\"RSA\",\"n\":\"" + n + "\"}");
    this.publicJwk = new JsonObject()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", id)
        .put("n", n)
        .put("e", e);
  }

  /** A new key; takes some 100 ms of CPU, so never on an event loop. */
  public static SigningKey generate() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return new SigningKey(generator.generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  /** {@code kid} */
  public String id() {
    return id;
  }

  /** The public half as a JWK, RFC 7517 §4. */
  public JsonObject publicJwk() {
    return publicJwk.copy();
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }

  private static String base64url(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0
        ? 1
        : 0; // a leading zero octet is the sign of the big-endian form, RFC 7518 §2
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
  }
}
