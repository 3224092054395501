package dev.gatehouse.token.verification;

import dev.gatehouse.jose.Jws;
import dev.gatehouse.jose.JwsException;
import dev.gatehouse.jose.JwsFault;
import dev.gatehouse.jose.JwsHeader;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import java.util.Map;

/** The form of an access token, RFC 9068 §4: a strict JWS whose header is that of its profile. The reasons are for the log; the wire learns nothing. */
final class TokenForm {
  /** Our own tokens have some 800 characters; those of large directories, with groups, several thousand. */
  static final int LONGEST = 8192;

  private TokenForm() {}

  static Jws parse(String token) {
    try {
      return Jws.parse(token, LONGEST);
    } catch (JwsException malformed) {
      throw refused(malformed.fault(), "");
    }
  }

  static JwsHeader header(Map<String, Object> header, TokenProfile profile) {
    try {
      return profile.headerRules().check(header);
    } catch (JwsException malformed) {
      throw refused(malformed.fault(), profile.typeFault());
    }
  }

  private static Cause cause(JwsFault fault) {
    return switch (fault) {
      case TYPE -> Cause.TOKEN_KIND_WRONG;
      case ALGORITHM, EXTENSION, OWN_KEY, KEY_ID -> Cause.TOKEN_HEADER_REFUSED;
      default -> Cause.TOKEN_MALFORMED;
    };
  }

  private static OAuthException refused(JwsFault fault, String typeFault) {
    return TokenRefusal.invalid(
        cause(fault),
        switch (fault) {
          case TOO_LONG -> "longer than " + LONGEST + " characters";
          case NOT_THREE_PARTS -> "not three parts"; // neither unsigned nor JWE, RFC 8725 §2.1
          case NOT_BASE64URL -> "not base64url";
          case UNSIGNED, EMPTY_PART, NOT_CANONICAL -> "base64url is not canonical";
          case NOT_STRICT_JSON -> "header or payload is not strict JSON";
          case ALGORITHM -> "alg is not RS256 or ES256"; // RFC 8725 §3.1
          case TYPE -> typeFault; // RFC 9068 §4
          case EXTENSION -> "crit or b64 names an extension that is not understood";
          case OWN_KEY -> "brings or names its own key"; // RFC 8725 §3.10
          case KEY_ID -> "kid is not a string of 1 to 256 characters";
        });
  }
}
