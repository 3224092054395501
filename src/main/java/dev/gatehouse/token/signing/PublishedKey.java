package dev.gatehouse.token.signing;

import dev.gatehouse.oauth.Secrets;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** The public half of a key: what stands in the JWK Set, under its RFC 7638 thumbprint, which is the same after each start. */
public final class PublishedKey {
  private static final int P256_BYTES =
      32; // RFC 7518 §6.2.1.2: as long as the field, zeros in front

  private final String id;
  private final SigningAlgorithm algorithm;
  private final PublicKey key;
  private final JsonObject jwk;

  PublishedKey(PublicKey key) {
    this.key = key;
    this.algorithm = SigningAlgorithm.of(key);
    JsonObject numbers = key instanceof ECPublicKey curve ? curve(curve) : rsa((RSAPublicKey) key);
    // RFC 7638 §3: the required members alone, in lexicographic order, no white space.
    this.id = Secrets.sha256(numbers.encode());
    this.jwk = numbers.copy().put("use", "sig").put("alg", algorithm.name()).put("kid", id);
  }

  /** {@code kid} */
  public String id() {
    return id;
  }

  /** {@code alg} */
  public SigningAlgorithm algorithm() {
    return algorithm;
  }

  /** The JWK, RFC 7517 §4. */
  public JsonObject jwk() {
    return jwk.copy();
  }

  /** Whether the signature is of this key. */
  boolean signed(String signingInput, byte[] signature) throws GeneralSecurityException {
    var verifier = Signature.getInstance(algorithm.jdkName());
    verifier.initVerify(key);
    verifier.update(signingInput.getBytes(StandardCharsets.US_ASCII));
    return verifier.verify(signature);
  }

  @Override
  public String toString() {
    return "PublishedKey[" + algorithm + ' ' + id + ']';
  }

  private static JsonObject rsa(RSAPublicKey key) {
    return new JsonObject()
        .put("e", base64url(unsigned(key.getPublicExponent())))
        .put("kty", "RSA")
        .put("n", base64url(unsigned(key.getModulus())));
  }

  private static JsonObject curve(ECPublicKey key) {
    return new JsonObject()
        .put("crv", "P-256")
        .put("kty", "EC")
        .put("x", base64url(padded(key.getW().getAffineX())))
        .put("y", base64url(padded(key.getW().getAffineY())));
  }

  // A leading zero octet is the sign of the big-endian form, RFC 7518 §2.
  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static byte[] padded(BigInteger number) {
    byte[] bytes = unsigned(number);
    var padded = new byte[P256_BYTES];
    System.arraycopy(bytes, 0, padded, P256_BYTES - bytes.length, bytes.length);
    return padded;
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
