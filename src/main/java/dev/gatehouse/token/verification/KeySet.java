package dev.gatehouse.token.verification;

import dev.gatehouse.oauth.JwkMembers;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of an issuer that may sign access tokens, out of its JWK Set; RFC 7517 §5. What is of another type, for another use, too short
 * or without a name is left out, as §5 asks; a symmetric key is never taken, nor is a private part.
 *
 * @param keys {@code kid} to public JWK
 */
record KeySet(Map<String, JsonObject> keys) {
  static final KeySet NONE = new KeySet(Map.of());

  private static final int SHORTEST_RSA = 2048; // RFC 7518 §3.3
  private static final int MOST_KEYS = 100;

  KeySet {
    keys = Map.copyOf(keys);
  }

  /** Reads a JWK Set; two keys of one name are not two keys: the first counts. */
  static KeySet of(Map<String, Object> jwks) {
    var usable = new LinkedHashMap<String, JsonObject>();
    if (jwks.get("keys") instanceof List<?> keys) {
      keys.stream()
          .limit(MOST_KEYS)
          .flatMap(key -> usable(key).stream())
          .forEach(key -> usable.putIfAbsent(key.getString("kid"), key));
    }
    return new KeySet(usable);
  }

  boolean has(String kid) {
    return keys.containsKey(kid);
  }

  /** What the key signs, {@code alg}; ask only for one that there is. */
  String algorithmOf(String kid) {
    return Objects.requireNonNull(keys.get(kid)).getString("alg");
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  private static Optional<JsonObject> usable(Object key) {
    if (!(key instanceof Map<?, ?> jwk)) {
      return Optional.empty();
    }
    if (isForSigning(jwk, "RS256") && isStrongRsa(jwk)) {
      return Optional.of(publicHalf(jwk, "RS256", "n", "e"));
    }
    return isForSigning(jwk, "ES256") && EllipticCurve.isKey(jwk)
        ? Optional.of(publicHalf(jwk, "ES256", "crv", "x", "y"))
        : Optional.empty();
  }

  private static JsonObject publicHalf(Map<?, ?> jwk, String algorithm, String... members) {
    var half = new JsonObject()
        .put("kty", jwk.get("kty"))
        .put("use", "sig")
        .put("alg", algorithm)
        .put("kid", jwk.get("kid"));
    Stream.of(members).forEach(member -> half.put(member, jwk.get(member)));
    return half;
  }

  private static boolean isForSigning(Map<?, ?> jwk, String algorithm) {
    return jwk.get("kid") instanceof String kid
        && !kid.isEmpty()
        && JwkMembers.isForSigning(jwk, algorithm);
  }

  private static boolean isStrongRsa(Map<?, ?> jwk) {
    if (!"RSA".equals(jwk.get("kty"))
        || !(jwk.get("n") instanceof String n)
        || !(jwk.get("e") instanceof String e)) {
      return false;
    }
    try {
      var exponent = new BigInteger(1, Base64.getUrlDecoder().decode(e));
      var modulus = new BigInteger(1, Base64.getUrlDecoder().decode(n));
      return modulus.bitLength() >= SHORTEST_RSA && exponent.testBit(0) && exponent.bitLength() > 1;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
