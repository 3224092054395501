package dev.gatehouse.token.dpop;

import dev.gatehouse.jose.Jwk;
import dev.gatehouse.jose.JwkFault;
import dev.gatehouse.jose.JwkReading;
import dev.gatehouse.jose.JwkRules;
import dev.gatehouse.jose.JwsAlgorithm;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import java.util.List;
import java.util.Map;

/** The public key that a DPoP proof brings with it, RFC 9449 §4.2, and the algorithms that it may be used with. */
public final class DpopProofKey {
  static final List<JwsAlgorithm> SERVED = List.of(
      JwsAlgorithm.ES256,
      JwsAlgorithm.EdDSA,
      JwsAlgorithm.Ed25519,
      JwsAlgorithm.PS256,
      JwsAlgorithm.RS256);

  /** What proofs may be signed with, by {@code alg}; asymmetric only, RFC 9449 §4.3. */
  public static final List<String> ALGORITHMS = JwsAlgorithm.names(SERVED);

  private DpopProofKey() {}

  /** Reads the {@code jwk} of a proof that says it is signed with one of the algorithms; {@code invalid_dpop_proof} that says what is wrong. */
  static Jwk read(Map<?, ?> jwk, String algorithm) {
    JwkReading reading = Jwk.read(jwk, JwkRules.embedded(JwsAlgorithm.valueOf(algorithm)));
    return reading.key().orElseThrow(() -> refused(reading, algorithm));
  }

  private static OAuthException refused(JwkReading reading, String algorithm) {
    JwkFault fault = reading.faults().iterator().next();
    String words = switch (fault) {
      case PRIVATE -> fault.words() + ": send the public key only, and replace it";
      case OTHER_PURPOSE -> "says itself that it is not for " + algorithm + " signatures";
      case OTHER_TYPE, MALFORMED ->
        "is not the key of an " + algorithm + " signature, or malformed";
      default -> fault.words();
    };
    return DpopProofCheck.refused(Cause.PROOF_KEY_INVALID, "jwk of the proof " + words);
  }
}
