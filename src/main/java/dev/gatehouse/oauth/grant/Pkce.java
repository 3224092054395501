package dev.gatehouse.oauth.grant;

import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.crypto.Secrets;
import java.util.regex.Pattern;

/** Proof Key for Code Exchange, RFC 7636. Only {@code S256}: {@code plain} protects nothing (RFC 9700 §2.1.1). */
public final class Pkce {
  /** The one {@code code_challenge_method} there is. */
  public static final String S256 = "S256";

  // BASE64URL(SHA-256) without padding is 43 characters, of which the last carries four bits only;
  // RFC 7636 §4.2.
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");
  private static final Pattern VERIFIER =
      Pattern.compile("[A-Za-z0-9._~-]{43,128}"); // RFC 7636 §4.1

  private Pkce() {}

  /** The challenge of an authorization request, checked. Throws {@code invalid_request} (RFC 7636 §4.4.1). */
  public static String requireChallenge(Params params) {
    String challenge = params
        .optional("code_challenge")
        .orElseThrow(() -> OAuthException.invalidRequest(
            Cause.CODE_CHALLENGE_INVALID, "code_challenge is missing: PKCE with S256 is required"));
    // RFC 7636 §4.3: a method that is left out means plain.
    String method = params.optional("code_challenge_method").orElse("plain");
    if (!method.equals(S256)) {
      throw OAuthException.invalidRequest(
          Cause.CODE_CHALLENGE_METHOD_UNSUPPORTED, "code_challenge_method must be S256");
    }
    if (!CHALLENGE.matcher(challenge).matches()) {
      throw OAuthException.invalidRequest(
          Cause.CODE_CHALLENGE_INVALID,
          "code_challenge must be the base64url SHA-256 of the verifier: 43 characters without padding");
    }
    return challenge;
  }

  /** Throws {@code invalid_grant} unless the verifier is the one of the challenge; RFC 7636 §4.6. */
  public static void verify(String verifier, String challenge) {
    if (!VERIFIER.matcher(verifier).matches()) {
      throw OAuthException.invalidGrant(
          Cause.CODE_VERIFIER_INVALID,
          "code_verifier is not 43 to 128 unreserved characters (RFC 7636 section 4.1)");
    }
    if (!Secrets.same(Secrets.sha256(verifier), challenge)) {
      throw OAuthException.invalidGrant(
          Cause.CODE_VERIFIER_MISMATCH,
          "code_verifier does not match the code_challenge (RFC 7636 section 4.6)");
    }
  }
}
