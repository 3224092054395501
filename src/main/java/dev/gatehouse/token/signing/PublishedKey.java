package dev.gatehouse.token.signing;

import dev.gatehouse.jose.JwsAlgorithm;
import dev.gatehouse.jose.PublicKeys;
import dev.gatehouse.jose.Thumbprint;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;

/** The public half of a key: what stands in the JWK Set, under its RFC 7638 thumbprint, which is the same after each start. */
public final class PublishedKey {
  private final String id;
  private final JwsAlgorithm algorithm;
  private final PublicKey key;
  private final JsonObject jwk;

  PublishedKey(PublicKey key) {
    this.key = key;
    this.algorithm = JwsAlgorithm.of(key);
    this.id = Thumbprint.of(key);
    this.jwk = new JsonObject().put("use", "sig").put("alg", algorithm.name()).put("kid", id);
    PublicKeys.members(key).forEach(jwk::put);
  }

  /** {@code kid} */
  public String id() {
    return id;
  }

  /** {@code alg} */
  public JwsAlgorithm algorithm() {
    return algorithm;
  }

  /** The JWK, RFC 7517 §4. */
  public JsonObject jwk() {
    return jwk.copy();
  }

  PublicKey key() {
    return key;
  }

  /** Whether the signature is of this key. */
  boolean signed(String signingInput, byte[] signature) {
    return algorithm.verifies(key, signingInput.getBytes(StandardCharsets.US_ASCII), signature);
  }

  @Override
  public String toString() {
    return "PublishedKey[" + algorithm + ' ' + id + ']';
  }
}
