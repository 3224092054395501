package dev.gatehouse.jose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Public keys out of the members of a JWK and back, RFC 7518 §6 and RFC 8037 §2. */
public final class PublicKeys {
  private static final int SHORTEST_RSA = 2048; // RFC 7518 §3.3
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

  /** The required members of the JWK of a key, RFC 7638 §3.2; RSA, P-256 or Ed25519. */
  public static SortedMap<String, String> members(PublicKey key) {
    var members = new TreeMap<String, String>();
    if (key instanceof RSAPublicKey rsa) {
      members.put("kty", "RSA");
      members.put("n", Base64Url.encode(unsigned(rsa.getModulus())));
      members.put("e", Base64Url.encode(unsigned(rsa.getPublicExponent())));
    } else if (key instanceof ECPublicKey curve) {
      members.put("kty", "EC");
      members.put("crv", "P-256");
      members.put("x", Base64Url.encode(padded(curve.getW().getAffineX())));
      members.put("y", Base64Url.encode(padded(curve.getW().getAffineY())));
    } else {
      members.put("kty", "OKP");
      members.put("crv", "Ed25519");
      members.put("x", Base64Url.encode(point(((EdECPublicKey) key).getPoint())));
    }
    return members;
  }

  /** The members that the type of the JWK has beside those of all keys. */
  static List<String> membersOf(Map<?, ?> jwk) {
    return "RSA".equals(jwk.get("kty")) ? List.of("n", "e") : List.of("crv", "x", "y");
  }

  /** The key; an {@link UnsafeKeyException} says what is not safe about it, any other exception that a member is malformed. */
  static PublicKey of(Map<?, ?> jwk, JwsAlgorithm algorithm, JwkRules rules)
      throws GeneralSecurityException {
    boolean strict = rules.oneSpelling();
    return switch (algorithm.keyType()) {
      case "EC" -> {
        requireCurve(jwk, "P-256");
        yield P256.key(bytes(jwk, "x", strict), bytes(jwk, "y", strict));
      }
      case "OKP" -> {
        requireCurve(jwk, "Ed25519");
        yield ed25519(bytes(jwk, "x", strict));
      }
      default -> rsa(number(jwk, "n", strict), number(jwk, "e", strict), rules);
    };
  }

  private static PublicKey rsa(byte[] n, byte[] e, JwkRules rules) throws GeneralSecurityException {
    if (n.length > rules.longestRsa() / 8 + 1) { // a zero in front is a common mistake, §6.3.1.1
      throw new UnsafeKeyException(JwkFault.RSA_TOO_LONG);
    }
    var modulus = new BigInteger(1, n);
    if (modulus.bitLength() < SHORTEST_RSA) {
      throw new UnsafeKeyException(JwkFault.RSA_TOO_SHORT);
    }
    if (modulus.bitLength() > rules.longestRsa()) {
      throw new UnsafeKeyException(JwkFault.RSA_TOO_LONG);
    }
    if (e.length > rules.longestExponent() / 8 + 1) {
      throw new UnsafeKeyException(JwkFault.RSA_UNSAFE);
    }
    var exponent = new BigInteger(1, e);
    boolean odd = modulus.testBit(0) && exponent.testBit(0);
    if (!odd || exponent.bitLength() < 2 || exponent.bitLength() > rules.longestExponent()) {
      throw new UnsafeKeyException(JwkFault.RSA_UNSAFE);
    }
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  private static PublicKey ed25519(byte[] x) throws GeneralSecurityException {
    if (x.length != COORDINATE) {
      throw new UnsafeKeyException(JwkFault.NOT_ON_ED25519);
    }
    byte[] bytes = reversed(x); // RFC 8032 §5.1.2: y from its low end, then the sign of x
    boolean odd = bytes[0] < 0;
    bytes[0] &= 0x7f;
    var y = new BigInteger(1, bytes);
    if (y.compareTo(ED25519_PRIME) >= 0 || SMALL_ORDER.contains(y)) {
      throw new UnsafeKeyException(JwkFault.SMALL_ORDER);
    }
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, y)));
  }

  private static byte[] point(EdECPoint point) {
    byte[] bytes = padded(point.getY());
    bytes[0] |= (byte) (point.isXOdd() ? 0x80 : 0);
    return reversed(bytes);
  }

  private static byte[] reversed(byte[] bytes) {
    var reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  // A leading zero octet is the sign of the big-endian form, RFC 7518 §2.
  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  // RFC 7518 §6.2.1.2: as long as the field, zeros in front.
  private static byte[] padded(BigInteger number) {
    byte[] bytes = unsigned(number);
    var padded = new byte[COORDINATE];
    System.arraycopy(bytes, 0, padded, COORDINATE - bytes.length, bytes.length);
    return padded;
  }

  private static void requireCurve(Map<?, ?> jwk, String curve) throws UnsafeKeyException {
    if (!curve.equals(jwk.get("crv"))) {
      throw new UnsafeKeyException(JwkFault.OTHER_TYPE);
    }
  }

  // RFC 7518 §2: no zeros in front, else one key has two thumbprints.
  private static byte[] number(Map<?, ?> jwk, String member, boolean oneSpelling) {
    byte[] bytes = bytes(jwk, member, oneSpelling);
    if (oneSpelling && (bytes.length == 0 || bytes[0] == 0)) {
      throw new IllegalArgumentException("zeros in front");
    }
    return bytes;
  }

  private static byte[] bytes(Map<?, ?> jwk, String member, boolean oneSpelling) {
    if (!(jwk.get(member) instanceof String text)) {
      throw new IllegalArgumentException(member);
    }
    return oneSpelling ? Base64Url.decode(text) : Base64Url.decodeAnySpelling(text);
  }
}
