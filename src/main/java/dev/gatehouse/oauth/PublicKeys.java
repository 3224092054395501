package dev.gatehouse.oauth;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Set;

/** Public keys out of the numbers of a JWK, RFC 7518 §6 and RFC 8037 §2; an {@link InvalidKeyException} says what is not safe about one. */
public final class PublicKeys {
  private static final int SHORTEST_RSA = 2048; // RFC 7518 §3.3
  private static final int LONGEST_RSA = 4096; // a longer one costs the event loop too much
  private static final int LONGEST_EXPONENT = 32;
  private static final int COORDINATE = 32;

  private static final BigInteger ED25519_PRIME =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  // With a key of small order a signature that fits everything can be written by anyone.
  private static final Set<BigInteger> SMALL_ORDER = Set.of(
      BigInteger.ZERO,
      BigInteger.ONE,
      ED25519_PRIME.subtract(BigInteger.ONE),
      new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16),
      new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16));

  private PublicKeys() {}

  static PublicKey rsa(byte[] n, byte[] e) throws GeneralSecurityException {
    var modulus = new BigInteger(1, n);
    var exponent = new BigInteger(1, e);
    boolean odd = modulus.testBit(0) && exponent.testBit(0);
    if (n.length > LONGEST_RSA / 8 + 1 // one zero in front is a common mistake, RFC 7518 §6.3.1.1
        || e.length > LONGEST_EXPONENT / 8 + 1
        || modulus.bitLength() < SHORTEST_RSA
        || modulus.bitLength() > LONGEST_RSA
        || !odd
        || exponent.bitLength() < 2
        || exponent.bitLength() > LONGEST_EXPONENT) {
      throw new InvalidKeyException("is no RSA key of 2048 to 4096 bits with a small odd exponent");
    }
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  /** On P-256; x and y in 32 bytes each. */
  public static PublicKey p256(byte[] x, byte[] y) throws GeneralSecurityException {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
    var point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
    if (x.length != COORDINATE || y.length != COORDINATE || !isOn(curve.getCurve(), point)) {
      throw new InvalidKeyException("is no point on P-256");
    }
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
  }

  static PublicKey ed25519(byte[] x) throws GeneralSecurityException {
    if (x.length != COORDINATE) {
      throw new InvalidKeyException("is no point on Ed25519");
    }
    var bytes = new byte[COORDINATE]; // RFC 8032 §5.1.2: y from its low end, then the sign of x
    for (int i = 0; i < COORDINATE; i++) {
      bytes[i] = x[COORDINATE - 1 - i];
    }
    boolean odd = bytes[0] < 0;
    bytes[0] &= 0x7f;
    var y = new BigInteger(1, bytes);
    if (y.compareTo(ED25519_PRIME) >= 0 || SMALL_ORDER.contains(y)) {
      throw new InvalidKeyException("is no point of prime order on Ed25519");
    }
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, y)));
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
}
