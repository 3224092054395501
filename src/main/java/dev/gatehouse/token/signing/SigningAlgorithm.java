package dev.gatehouse.token.signing;

import java.security.Key;

/** The algorithms that access tokens are signed with, RFC 7518 §3.1. The type of the key decides which. */
public enum SigningAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256, §3.3: what every resource server must know (RFC 9068 §2.1). */
  RS256("SHA256withRSA"),
  /** ECDSA with P-256 and SHA-256, §3.4: both numbers of the signature one after the other, 64 bytes. */
  ES256("SHA256withECDSAinP1363Format");

  private final String jdkName;

  SigningAlgorithm(String jdkName) {
    this.jdkName = jdkName;
  }

  /** As {@code java.security.Signature} names it. */
  String jdkName() {
    return jdkName;
  }

  static SigningAlgorithm of(Key key) {
    return key.getAlgorithm().equals("EC") ? ES256 : RS256;
  }
}
