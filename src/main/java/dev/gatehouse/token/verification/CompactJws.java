package dev.gatehouse.token.verification;

import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.json.StrictJson;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A JWS in compact serialization, RFC 7515 §7.1, read strictly and not yet verified: three parts of canonical base64url, the first two
 * JSON objects.
 *
 * @param header the JOSE header
 * @param payload the claims, which mean nothing before the signature is checked
 */
record CompactJws(Map<String, Object> header, Map<String, Object> payload) {
  /** Our own tokens have some 800 characters; those of large directories, with groups, several thousand. */
  static final int LONGEST = 8192;

  static CompactJws parse(String token) {
    if (token.length() > LONGEST) {
      throw TokenRefusal.invalid("longer than " + LONGEST + " characters");
    }
    List<String> parts = List.of(token.split("\\.", -1));
    if (parts.size() != 3) {
      throw TokenRefusal.invalid("not three parts"); // neither unsigned nor JWE, RFC 8725 §2.1
    }
    decoded(parts.get(2));
    return new CompactJws(object(parts.get(0)), object(parts.get(1)));
  }

  private static Map<String, Object> object(String part) {
    try {
      return StrictJson.JWT.object(Buffer.buffer(decoded(part))).getMap();
    } catch (MalformedJsonException e) {
      throw TokenRefusal.invalid("header or payload is not strict JSON");
    }
  }

  // RFC 7515 §2: no padding; RFC 4648 §3.5: no unused bits, else one token has many spellings.
  private static byte[] decoded(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      if (bytes.length == 0
          || !Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
        throw TokenRefusal.invalid("base64url is not canonical");
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw TokenRefusal.invalid("not base64url");
    }
  }
}
