package dev.gatehouse.oauth;

import java.util.Base64;

/** Base64url without padding, RFC 7515 §2, read so that no value has two spellings (RFC 4648 §3.5). */
public final class Base64Url {
  private Base64Url() {}

  /** The bytes; {@link IllegalArgumentException} for anything that an encoder would not have written. */
  public static byte[] decode(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("not canonical base64url");
    }
    return bytes;
  }
}
