package dev.gatehouse.token.verification;

import dev.gatehouse.jose.Jwk;
import dev.gatehouse.jose.JwkRules;
import dev.gatehouse.jose.JwkSet;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The keys of an issuer that may sign access tokens, out of its JWK Set; RFC 7517 §5. What is of another type, for another use, too short
 * or without a name is left out, as §5 asks; a symmetric key is never taken, nor is a private part.
 *
 * @param keys {@code kid} to public JWK
 */
record KeySet(Map<String, JsonObject> keys) {
  static final KeySet NONE = new KeySet(Map.of());

  private static final int MOST_KEYS = 100;

  KeySet {
    keys = Map.copyOf(keys);
  }

  /** Reads a JWK Set; two keys of one name are not two keys: the first counts. */
  static KeySet of(Map<String, Object> jwks) {
    var usable = new LinkedHashMap<String, JsonObject>();
    JwkSet.read(jwks, JwkRules.ISSUER, MOST_KEYS).orElse(List.of()).stream()
        .flatMap(element -> element.key().stream())
        .forEach(key -> usable.putIfAbsent(key.id(), publicHalf(key)));
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

  // As vertx-auth-jwt takes it; a member that the issuer added is not passed on.
  private static JsonObject publicHalf(Jwk key) {
    var half = new JsonObject().put("use", "sig").put("alg", key.algorithm().name());
    key.members().forEach(half::put);
    return half;
  }
}
