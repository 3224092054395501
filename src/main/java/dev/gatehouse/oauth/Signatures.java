package dev.gatehouse.oauth;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;

/** Signatures in the form of a JWS, RFC 7518 §3 and RFC 8037 §3.1. */
final class Signatures {
  private static final int P256_BYTES = 32;
  private static final PSSParameterSpec PS256 =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private Signatures() {}

  /** Whether the key made the signature by the algorithm, {@code alg}, which must be one of its own. */
  static boolean verify(String algorithm, PublicKey key, byte[] input, byte[] signature) {
    try {
      if (key instanceof ECPublicKey curve && !isInRange(curve, signature)) {
        return false;
      }
      Signature verifier = verifier(algorithm);
      verifier.initVerify(key);
      verifier.update(input);
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  private static Signature verifier(String algorithm) throws GeneralSecurityException {
    return switch (algorithm) {
      case "ES256" -> Signature.getInstance("SHA256withECDSAinP1363Format");
      case "RS256" -> Signature.getInstance("SHA256withRSA");
      case "PS256" -> pss();
      case "EdDSA", "Ed25519" -> Signature.getInstance("Ed25519");
      default -> throw new IllegalStateException("no key is read for " + algorithm);
    };
  }

  private static Signature pss() throws GeneralSecurityException {
    Signature verifier = Signature.getInstance("RSASSA-PSS");
    verifier.setParameter(PS256);
    return verifier;
  }

  // The zeros of CVE-2022-21449, which some JDKs accept for every message.
  private static boolean isInRange(ECPublicKey key, byte[] signature) {
    BigInteger order = key.getParams().getOrder();
    return signature.length == 2 * P256_BYTES
        && isBelow(order, Arrays.copyOf(signature, P256_BYTES))
        && isBelow(order, Arrays.copyOfRange(signature, P256_BYTES, signature.length));
  }

  private static boolean isBelow(BigInteger order, byte[] number) {
    var value = new BigInteger(1, number);
    return value.signum() > 0 && value.compareTo(order) < 0;
  }
}
