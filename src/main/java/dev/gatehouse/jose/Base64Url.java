package dev.gatehouse.jose;

import java.util.Base64;

/** Base64url without padding, RFC 7515 §2, read so that no value has two spellings (RFC 4648 §3.5). */
public final class Base64Url {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /** The bytes; {@link IllegalArgumentException} for anything that an encoder would not have written. */
  public static byte[] decode(String text) {
    byte[] bytes = decodeAnySpelling(text);
    if (!encode(bytes).equals(text)) {
      throw new IllegalArgumentException("not canonical base64url");
    }
    return bytes;
  }

  /** The bytes, of padded text and of text with unused bits too; {@link IllegalArgumentException} for other characters. */
  static byte[] decodeAnySpelling(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
