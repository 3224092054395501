package dev.gatehouse.handshake;

import dev.gatehouse.oauth.crypto.Hmac;
import dev.gatehouse.oauth.crypto.Secrets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What stands in place of a value that is not shown: its length, and a hash by which the same value is known again. The hash is keyed with
 * a random value that ends with the process, so that a short secret cannot be found by trying.
 */
final class Mask {
  private static final char SIGN = '…';
  private static final int HASH_BYTES = 4;

  private final @Nullable Hmac hmac; // null where masks have no hash

  public Mask(Secrets secrets) {
    this(new Hmac(secrets.next()));
  }

  private Mask(@Nullable Hmac hmac) {
    this.hmac = hmac;
  }

  /** For places that have no key, such as a log line that no decision is behind: the length alone. */
  static Mask withoutHash() {
    return new Mask((Hmac) null);
  }

  /** {@code …43#0f3a9c21}, or {@code …43} where there is no hash. */
  static String of(String secret, String hash) {
    return hash.isEmpty() ? length(secret) : length(secret) + '#' + hash;
  }

  /** Eight hexadecimal digits; none where masks have no hash. */
  String hash(String secret) {
    return hmac == null ? "" : HexFormat.of().formatHex(hmac.of(secret), 0, HASH_BYTES);
  }

  /** {@code …43} */
  static String length(String secret) {
    return SIGN + Integer.toString(secret.length());
  }
}
