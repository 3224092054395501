package dev.gatehouse.handshake;

import dev.gatehouse.oauth.Hmac;
import dev.gatehouse.oauth.Secrets;
import java.util.HexFormat;

/**
 * What is shown instead of a secret: its first characters where it is long enough to spare them, and a hash by which it is known again. The
 * hash is keyed with a value that no one is told and that ends with the process, so that it cannot be tried out.
 */
public final class Mask {
  private static final int SHOWN = 4;
  private static final int LONG_ENOUGH = 22;
  private static final int HASH_BYTES = 4;

  private final Hmac hmac;

  public Mask(Secrets secrets) {
    this.hmac = new Hmac(secrets.next());
  }

  /** {@code eyJh…#0f3a9c21} */
  String of(String secret) {
    String start = secret.length() < LONG_ENOUGH ? "" : secret.substring(0, SHOWN);
    return start + "…#" + hash(secret);
  }

  /** The eight digits alone. */
  String hash(String secret) {
    return HexFormat.of().formatHex(hmac.of(secret), 0, HASH_BYTES);
  }
}
