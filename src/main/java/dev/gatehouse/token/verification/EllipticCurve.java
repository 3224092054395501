package dev.gatehouse.token.verification;

import dev.gatehouse.oauth.PublicKeys;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;

/**
 * What a key and a signature on P-256 must be before a library looks at them, RFC 7518 §3.4 and §6.2.1: the point on the curve, both numbers
 * of the signature in range. The zeros of CVE-2022-21449 ("psychic signatures") are not.
 */
final class EllipticCurve {
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final int BYTES = 32;

  private EllipticCurve() {}

  /** Whether it is a public key on P-256. */
  static boolean isKey(Map<?, ?> jwk) {
    if (!"EC".equals(jwk.get("kty"))
        || !"P-256".equals(jwk.get("crv"))
        || !(jwk.get("x") instanceof String x)
        || !(jwk.get("y") instanceof String y)) {
      return false;
    }
    try {
      PublicKeys.p256(Base64.getUrlDecoder().decode(x), Base64.getUrlDecoder().decode(y));
      return true;
    } catch (IllegalArgumentException | GeneralSecurityException noPoint) {
      return false;
    }
  }

  /** Whether the last part of the compact token is a signature: r and s of 32 bytes, neither zero nor as large as the order. */
  static boolean isSignature(String token) {
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    return signature.length == 2 * BYTES
        && isBelowOrder(new BigInteger(1, signature, 0, BYTES))
        && isBelowOrder(new BigInteger(1, signature, BYTES, BYTES));
  }

  private static boolean isBelowOrder(BigInteger number) {
    return number.signum() > 0 && number.compareTo(ORDER) < 0;
  }
}
