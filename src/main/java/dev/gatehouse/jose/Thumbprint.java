package dev.gatehouse.jose;

import dev.gatehouse.oauth.crypto.Secrets;
import java.security.PublicKey;
import java.util.stream.Collectors;

/** SHA-256 of a public key, base64url: the name that is the same wherever the key is; RFC 7638. */
public final class Thumbprint {
  private Thumbprint() {}

  /** The thumbprint of the key, however its JWK was spelled. */
  public static String of(PublicKey key) {
    // §3: the required members alone, in lexicographic order, no white space. None of their values
    // has a character that JSON escapes.
    return Secrets.sha256(PublicKeys.members(key).entrySet().stream()
        .map(member -> '"' + member.getKey() + "\":\"" + member.getValue() + '"')
        .collect(Collectors.joining(",", "{", "}")));
  }

  /** Whether the text has the form of a thumbprint: base64url of 32 bytes. */
  public static boolean isOne(String text) {
    try {
      return text.length() == 43 && Base64Url.decode(text).length == 32;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
