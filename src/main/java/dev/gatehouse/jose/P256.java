package dev.gatehouse.jose;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;

/**
 * What a key and a signature on P-256 must be before a library looks at them, RFC 7518 §3.4 and §6.2.1: the point on the curve, both
 * numbers of the signature in range. The zeros of CVE-2022-21449 ("psychic signatures"), which some JDKs accept for every message, are
 * not.
 */
public final class P256 {
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final int BYTES = 32;

  private P256() {}

  /** Whether it is a signature: r and s of 32 bytes, neither zero nor as large as the order. */
  public static boolean isSignature(byte[] signature) {
    return signature.length == 2 * BYTES
        && isBelowOrder(new BigInteger(1, signature, 0, BYTES))
        && isBelowOrder(new BigInteger(1, signature, BYTES, BYTES));
  }

  /** The public key; x and y in 32 bytes each. */
  public static PublicKey key(byte[] x, byte[] y) throws GeneralSecurityException {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
    var point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
    if (x.length != BYTES || y.length != BYTES || !isOn(curve.getCurve(), point)) {
      throw new UnsafeKeyException(JwkFault.NOT_ON_P256);
    }
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
  }

  // y² = x³ + ax + b; a point elsewhere lets signatures be forged.
  private static boolean isOn(EllipticCurve curve, ECPoint point) {
    BigInteger prime = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(prime);
    return x.compareTo(prime) < 0
        && y.compareTo(prime) < 0
        && y.multiply(y).mod(prime).equals(right);
  }

  private static boolean isBelowOrder(BigInteger number) {
    return number.signum() > 0 && number.compareTo(ORDER) < 0;
  }
}
