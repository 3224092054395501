package dev.gatehouse.oauth;

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
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One public JSON Web Key, RFC 7517 §4: RSA of 2048 to 4096 bits, or EC on P-256 (RFC 7518 §6). Anything private is refused. */
final class Jwk {
  private static final Set<String> PRIVATE =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k"); // RFC 7518 §6.2.2, §6.3.2, §6.4.1
  private static final List<String> KEPT =
      List.of("kty", "kid", "use", "alg", "n", "e", "crv", "x", "y");
  private static final int SHORTEST_RSA = 2048;
  private static final int LONGEST_RSA = 4096; // a longer one costs the event loop too much
  private static final int LONGEST_EXPONENT = 32;
  private static final int P256_BYTES = 32;
  private static final int LONGEST_KID = 256;

  private Jwk() {}

  /** The key; {@code invalid_client_metadata} where it is none that this server takes. */
  static ClientKey read(Map<?, ?> jwk) {
    requirePublic(jwk);
    String algorithm = "EC".equals(jwk.get("kty")) ? "ES256" : "RS256";
    requireForSigning(jwk, algorithm);
    try {
      PublicKey key = algorithm.equals("ES256") ? curve(jwk) : rsa(jwk);
      return new ClientKey(id(jwk), algorithm, key, members(jwk));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      throw refused("is malformed");
    }
  }

  static void requirePublic(Map<?, ?> jwk) {
    if (jwk.keySet().stream().anyMatch(PRIVATE::contains)) {
      throw refused(
          "has a private or symmetric member: send public keys only, and replace this one");
    }
  }

  private static Map<String, String> members(Map<?, ?> jwk) {
    var members = new HashMap<String, String>();
    for (String name : KEPT) {
      if (jwk.get(name) instanceof String text && !text.isEmpty()) {
        members.put(name, text);
      }
    }
    return members;
  }

  private static void requireForSigning(Map<?, ?> jwk, String algorithm) {
    boolean use = !jwk.containsKey("use") || "sig".equals(jwk.get("use"));
    boolean alg = !jwk.containsKey("alg") || algorithm.equals(jwk.get("alg"));
    boolean operation =
        !(jwk.get("key_ops") instanceof List<?> operations) || operations.contains("verify");
    if (!use || !alg || !operation) {
      throw refused("is not for signatures with RS256 (RSA) or ES256 (EC P-256)");
    }
  }

  private static String id(Map<?, ?> jwk) {
    Object id = jwk.containsKey("kid") ? jwk.get("kid") : "";
    if (id instanceof String text && text.length() <= LONGEST_KID) {
      return text;
    }
    throw refused("has a kid that is no string of " + LONGEST_KID + " characters or fewer");
  }

  private static PublicKey rsa(Map<?, ?> jwk) throws GeneralSecurityException {
    if (!"RSA".equals(jwk.get("kty"))) {
      throw refused("is neither RSA nor EC");
    }
    var modulus = new BigInteger(1, decoded(jwk.get("n")));
    var exponent = new BigInteger(1, decoded(jwk.get("e")));
    boolean odd = modulus.testBit(0) && exponent.testBit(0);
    if (modulus.bitLength() < SHORTEST_RSA
        || modulus.bitLength() > LONGEST_RSA
        || !odd
        || exponent.bitLength() < 2
        || exponent.bitLength() > LONGEST_EXPONENT) {
      throw refused("is no RSA key of 2048 to 4096 bits with a small odd exponent");
    }
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  private static PublicKey curve(Map<?, ?> jwk) throws GeneralSecurityException {
    byte[] x = decoded(jwk.get("x"));
    byte[] y = decoded(jwk.get("y"));
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    ECParameterSpec p256 = parameters.getParameterSpec(ECParameterSpec.class);
    var point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
    if (!"P-256".equals(jwk.get("crv"))
        || x.length != P256_BYTES
        || y.length != P256_BYTES
        || !isOn(p256.getCurve(), point)) {
      throw refused("is no point on P-256");
    }
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, p256));
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

  private static byte[] decoded(@Nullable Object member) {
    if (member instanceof String text && !text.isEmpty()) {
      return Base64.getUrlDecoder().decode(text);
    }
    throw refused("lacks a member that its kty needs");
  }

  private static OAuthException refused(String fault) {
    return OAuthException.of(OAuthError.INVALID_CLIENT_METADATA, "a key in jwks " + fault);
  }
}
