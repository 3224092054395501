package dev.gatehouse.token.signing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.function.Function;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** Private keys that may sign RS256 or ES256, RFC 7518 §3.3 and §3.4, completed by their public half. */
final class PrivateKeys {
  private static final int SHORTEST_RSA = 2048;
  private static final int LONGEST_RSA = 8192; // a signature takes 50 ms already

  private PrivateKeys() {}

  /** The pair, which was seen to work; what is refused says the fault. */
  static KeyPair pair(PrivateKeyInfo key, Function<String, KeyFileException> refused)
      throws KeyFileException {
    KeyPair pair;
    try {
      var type = key.getPrivateKeyAlgorithm().getAlgorithm();
      if (type.equals(PKCSObjectIdentifiers.rsaEncryption)) {
        pair = rsa(key, refused);
      } else if (type.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
        pair = curve(key, refused);
      } else {
        throw refused.apply("that file holds a key of another type");
      }
      if (!works(pair)) {
        throw refused.apply("the key in that file is damaged: it signs nothing right");
      }
    } catch (KeyFileException ours) {
      throw ours;
    } catch (IOException | GeneralSecurityException | RuntimeException malformed) {
      throw refused.apply("the key in that file is damaged");
    }
    return pair;
  }

  private static KeyPair rsa(PrivateKeyInfo key, Function<String, KeyFileException> refused)
      throws IOException, GeneralSecurityException {
    var factory = KeyFactory.getInstance("RSA");
    var rsa = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    int bits = rsa.getModulus().bitLength();
    if (bits < SHORTEST_RSA || bits > LONGEST_RSA) {
      throw refused.apply("the RSA key in that file has " + bits + " bits"
          + (bits > LONGEST_RSA ? ", more than " + LONGEST_RSA : ""));
    }
    var half = new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent());
    return new KeyPair(factory.generatePublic(half), rsa);
  }

  // PKCS#8 need not hold the public point, so it is worked out: RFC 5915 §3.
  private static KeyPair curve(PrivateKeyInfo key, Function<String, KeyFileException> refused)
      throws IOException, GeneralSecurityException {
    var named = key.getPrivateKeyAlgorithm().getParameters();
    if (!SECObjectIdentifiers.secp256r1.equals(named)) {
      throw refused.apply("the EC key in that file is not said to be on P-256");
    }
    var factory = KeyFactory.getInstance("EC");
    var curve = (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    var p256 = SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1);
    BigInteger secret = curve.getS();
    if (secret.signum() <= 0 || secret.compareTo(p256.getN()) >= 0) {
      throw refused.apply("the key in that file is damaged");
    }
    var point = new FixedPointCombMultiplier().multiply(p256.getG(), secret).normalize();
    var half = new ECPublicKeySpec(
        new ECPoint(
            point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger()),
        curve.getParams());
    return new KeyPair(factory.generatePublic(half), curve);
  }

  private static boolean works(KeyPair pair) throws GeneralSecurityException {
    var key = new SigningKey(pair);
    return key.published().signed("a trial", key.sign("a trial"));
  }
}
