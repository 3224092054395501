package dev.gatehouse.token.verification;

import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;

/** Why a token is not good: one vague sentence for the wire, the reason for the log; RFC 6750 §3.1. */
final class TokenRefusal {
  private TokenRefusal() {}

  static OAuthException invalid(Cause cause, String reason) {
    return OAuthException.of(
        OAuthError.INVALID_TOKEN,
        cause,
        "the access token is malformed or not from a trusted issuer",
        reason);
  }

  /** Says what is wrong on the wire too: the claims of a token whose signature is good are no secret to its bearer. */
  static OAuthException claim(Cause cause, String description) {
    return OAuthException.of(OAuthError.INVALID_TOKEN, cause, description);
  }

  /** Says what mends it: an authorization server that restarted without a key file has a new key. */
  static OAuthException unknownKey() {
    return OAuthException.of(
        OAuthError.INVALID_TOKEN,
        Cause.TOKEN_KEY_UNKNOWN,
        "the access token was signed with a key that the authorization server does not have,"
            + " perhaps because it was restarted: log in again",
        "kid is not a key of the issuer");
  }

  /** The issuer revokes more than can be read here: any token may be among it, and a 401 would make clients throw away good ones. */
  static OAuthException noRevocations() {
    return OAuthException.of(
        OAuthError.TEMPORARILY_UNAVAILABLE,
        Cause.REVOCATIONS_UNKNOWN,
        "what the authorization server has revoked cannot be read; try again in a moment");
  }

  /** No key was ever loaded: nothing is known about the token, so that a 401 would make clients throw away a good one. */
  static OAuthException noKeys() {
    return OAuthException.of(
        OAuthError.TEMPORARILY_UNAVAILABLE,
        Cause.ISSUER_KEYS_UNKNOWN,
        "the keys of the authorization server are not known yet; try again in a moment");
  }
}
