package dev.gatehouse.token.verification;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;

/**
 * What a key and a signature on P-256 must be before a library looks at them, RFC 7518 §3.4 and §6.2.1: the point on the curve, both numbers
 * of the signature in range. The zeros of CVE-2022-21449 ("psychic signatures") are not.
 */
final class EllipticCurve {
  private static final BigInteger PRIME =
      hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
  private static final BigInteger B =
      hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
  private static final BigInteger ORDER =
      hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
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
      return isOnCurve(Base64.getUrlDecoder().decode(x), Base64.getUrlDecoder().decode(y));
    } catch (IllegalArgumentException notBase64) {
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

  // y² = x³ − 3x + b
  private static boolean isOnCurve(byte[] left, byte[] right) {
    if (left.length != BYTES || right.length != BYTES) {
      return false;
    }
    var x = new BigInteger(1, left);
    var y = new BigInteger(1, right);
    BigInteger other =
        x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(B).mod(PRIME);
    return x.compareTo(PRIME) < 0
        && y.compareTo(PRIME) < 0
        && y.multiply(y).mod(PRIME).equals(other);
  }

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }
}
