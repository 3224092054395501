package dev.gatehouse.oauth.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The source of unguessable values, and what is done with them: hashed at rest, compared in constant time. */
public final class Secrets {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random;

  public Secrets(SecureRandom random) {
    this.random = random;
  }

  /** 256 bits, base64url: 43 characters; RFC 6749 §10.10 asks for 128 bits at least. */
  public String next() {
    return next(32);
  }

  /** That many random bytes, base64url. */
  public String next(int bytes) {
    var value = new byte[bytes];
    random.nextBytes(value);
    return BASE64URL.encodeToString(value);
  }

  /** SHA-256 of the ASCII value, base64url: the form in which a secret is kept, and the S256 of RFC 7636 §4.2. */
  public static String sha256(String value) {
    try {
      return BASE64URL.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether two values are the same, in a time that does not tell where they differ. */
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
