package dev.gatehouse.token.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;

/** A key pair that signs access tokens, RFC 7515 §5.1. The private half never leaves it. */
public final class SigningKey {
  private static final int BITS = 2048; // RFC 7518 §3.3: 2048 or more

  private final PublishedKey published;
  private final PrivateKey privateKey;

  SigningKey(KeyPair pair) {
    this.published = new PublishedKey(pair.getPublic());
    this.privateKey = pair.getPrivate();
  }

  /** A new RSA key; takes some 100 ms of CPU, so never on an event loop. */
  public static SigningKey generate() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return new SigningKey(generator.generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  /** {@code kid} */
  public String id() {
    return published.id();
  }

  /** The public half. */
  public PublishedKey published() {
    return published;
  }

  /** Takes a millisecond with RSA, so never on an event loop. */
  byte[] sign(String signingInput) throws GeneralSecurityException {
    Signature signature = published.algorithm().signature();
    signature.initSign(privateKey);
    signature.update(signingInput.getBytes(StandardCharsets.US_ASCII));
    return signature.sign();
  }

  @Override
  public String toString() {
    return "SigningKey[" + id() + "]";
  }
}
