package dev.gatehouse.token.verification;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the header of an access token must say, RFC 9068 §4 and RFC 8725 §3: the algorithm is ours to choose, not the token's, and no key
 * comes with it.
 *
 * @param algorithm {@code alg}, one of {@link #ALGORITHMS}; it must be that of the key
 * @param keyId {@code kid}
 */
record JoseHeader(String algorithm, String keyId) {
  /** Asymmetric only, RFC 9068 §2.1. Which of them it is, the key decides. */
  static final List<String> ALGORITHMS = List.of("RS256", "ES256");

  private static final Set<String> KEYS_OF_THE_TOKENS_OWN = Set.of("jwk", "jku", "x5u", "x5c");
  private static final int LONGEST_KID = 256;

  /** Checks the header. */
  static JoseHeader of(Map<String, Object> header, TokenProfile profile) {
    if (!(header.get("alg") instanceof String alg) || !ALGORITHMS.contains(alg)) {
      throw TokenRefusal.invalid("alg is not " + String.join(" or ", ALGORITHMS)); // RFC 8725 §3.1
    }
    profile.checkType(header);
    if (header.containsKey("crit")) {
      throw TokenRefusal.invalid(
          "crit names an extension that is not understood"); // RFC 7515 §4.1.11
    }
    if (header.keySet().stream().anyMatch(KEYS_OF_THE_TOKENS_OWN::contains)) {
      throw TokenRefusal.invalid("brings or names its own key"); // RFC 8725 §3.10
    }
    if (!(header.get("kid") instanceof String kid) || kid.isEmpty() || kid.length() > LONGEST_KID) {
      throw TokenRefusal.invalid("kid is not a string");
    }
    return new JoseHeader(alg, kid);
  }
}
