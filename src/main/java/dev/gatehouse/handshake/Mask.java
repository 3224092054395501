package dev.gatehouse.handshake;

import dev.gatehouse.oauth.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is shown instead of a secret: its first characters where it is long enough to spare them, and a hash by which it is known again. The
 * hash is keyed with a value that no one is told and that ends with the process, so that it cannot be tried out.
 */
public final class Mask {
  private static final String HMAC = "HmacSHA256";
  private static final int SHOWN = 4;
  private static final int LONG_ENOUGH = 22;
  private static final int HASH_BYTES = 4;

  private final SecretKeySpec key;

  public Mask(Secrets secrets) {
    this.key = new SecretKeySpec(secrets.next().getBytes(StandardCharsets.US_ASCII), HMAC);
  }

  /** {@code eyJh…#0f3a9c21} */
  String of(String secret) {
    String start = secret.length() < LONG_ENOUGH ? "" : secret.substring(0, SHOWN);
    return start + "…#" + hash(secret);
  }

  /** The eight digits alone. */
  String hash(String secret) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      byte[] full = mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(full, 0, HASH_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
