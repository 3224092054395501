package dev.gatehouse.jose;

import java.util.List;

/**
 * Which public keys a reader takes.
 *
 * @param algorithms that the key may sign with; the first that fits its type is that of the key
 * @param refusesPrivate whether a private member is a fault: a client that sends one must replace the key (RFC 7517 §9.2); of an
 *     issuer's key only the public half is kept, and its owner is told by the doctor
 * @param oneSpelling whether each member must be canonical, without zeros in front (RFC 7518 §2): where the key is known by its
 *     thumbprint, one key must not have two
 * @param keyId what {@code kid} must be
 * @param longestRsa bits of the modulus: 4096 for a key that a stranger chose, since a longer one costs the event loop too much; what a
 *     JDK takes for the keys of the issuer, which the operator chose
 * @param longestExponent bits of the public exponent, for the same reasons
 */
public record JwkRules(
    List<JwsAlgorithm> algorithms,
    boolean refusesPrivate,
    boolean oneSpelling,
    KeyIdRule keyId,
    int longestRsa,
    int longestExponent) {
  /** Keys that a client publishes to sign its assertions with, RFC 7523: RSA or EC on P-256. */
  public static final JwkRules CLIENT = new JwkRules(
      List.of(JwsAlgorithm.RS256, JwsAlgorithm.ES256), true, false, KeyIdRule.OPTIONAL, 4096, 32);

  /** Keys that the trusted issuer signs access tokens with. */
  public static final JwkRules ISSUER = new JwkRules(
      List.of(JwsAlgorithm.RS256, JwsAlgorithm.ES256),
      false,
      false,
      KeyIdRule.REQUIRED,
      16_384,
      16_384);

  public JwkRules {
    algorithms = List.copyOf(algorithms);
  }

  /** The key in the header of a JWS that is signed by this algorithm, RFC 9449 §4.2. */
  public static JwkRules embedded(JwsAlgorithm algorithm) {
    return new JwkRules(List.of(algorithm), true, true, KeyIdRule.IGNORED, 4096, 32);
  }
}
