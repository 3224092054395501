package dev.gatehouse.jose;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The signature algorithms of JWS that are served, by their {@code alg}; RFC 7518 §3.1, RFC 8037 §3.1. None is symmetric. */
public enum JwsAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256, §3.3: what every resource server must know (RFC 9068 §2.1). */
  RS256("RSA", "SHA256withRSA"),
  /** ECDSA with P-256 and SHA-256, §3.4: both numbers of the signature one after the other, 64 bytes. */
  ES256("EC", "SHA256withECDSAinP1363Format"),
  /** RSASSA-PSS with SHA-256, §3.5. */
  PS256("RSA", "RSASSA-PSS"),
  /** Ed25519 under its older name, RFC 8037 §3.1. */
  EdDSA("OKP", "Ed25519"),
  /** Ed25519 under the name that RFC 9864 gives it. */
  Ed25519("OKP", "Ed25519");

  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private final String keyType;
  private final String jdkName;

  JwsAlgorithm(String keyType, String jdkName) {
    this.keyType = keyType;
    this.jdkName = jdkName;
  }

  /** The algorithm of that {@code alg}; empty where it is not served. */
  public static Optional<JwsAlgorithm> named(String alg) {
    return Arrays.stream(values()).filter(one -> one.name().equals(alg)).findFirst();
  }

  /** What a key of this server signs with: the type of the key decides. */
  public static JwsAlgorithm of(Key key) {
    return key.getAlgorithm().equals("EC") ? ES256 : RS256;
  }

  /** Their {@code alg}, as metadata documents list them. */
  public static List<String> names(List<JwsAlgorithm> algorithms) {
    return algorithms.stream().map(JwsAlgorithm::name).toList();
  }

  /** {@code kty} of its keys. */
  String keyType() {
    return keyType;
  }

  /** To sign or to verify with; for one thread and one signature. */
  public Signature signature() throws GeneralSecurityException {
    Signature signature = Signature.getInstance(jdkName);
    if (this == PS256) {
      signature.setParameter(PSS);
    }
    return signature;
  }

  /** Whether the key, which must be one of the algorithm's, made the signature; a malformed one was made by none. */
  public boolean verifies(PublicKey key, byte[] input, byte[] signature) {
    if (key instanceof ECPublicKey && !P256.isSignature(signature)) {
      return false;
    }
    try {
      Signature verifier = signature();
      verifier.initVerify(key);
      verifier.update(input);
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }
}
