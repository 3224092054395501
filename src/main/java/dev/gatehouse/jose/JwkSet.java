package dev.gatehouse.jose;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JWK Set, RFC 7517 §5: each of its elements read by the same rules. What to do about one that is wrong is for the caller to say. */
public final class JwkSet {
  private JwkSet() {}

  /** The elements, of so many at most; empty where {@code keys} is missing or no array. */
  public static Optional<List<JwkReading>> read(Map<?, ?> jwks, JwkRules rules, int most) {
    return jwks.get("keys") instanceof List<?> keys
        ? Optional.of(keys.stream().limit(most).map(key -> Jwk.read(key, rules)).toList())
        : Optional.empty();
  }

  /** Whether any element, however many there are, has something that must be kept secret. */
  public static boolean tellsSecrets(Map<?, ?> jwks) {
    return jwks.get("keys") instanceof List<?> keys
        && keys.stream().anyMatch(key -> key instanceof Map<?, ?> jwk && Jwk.isPrivate(jwk));
  }
}
