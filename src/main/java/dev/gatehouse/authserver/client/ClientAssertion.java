package dev.gatehouse.authserver.client;

import dev.gatehouse.jose.JwkRules;
import dev.gatehouse.jose.Jws;
import dev.gatehouse.jose.JwsAlgorithm;
import dev.gatehouse.jose.JwsException;
import dev.gatehouse.jose.JwsFault;
import dev.gatehouse.jose.JwsHeader;
import dev.gatehouse.jose.JwsHeaderRules;
import dev.gatehouse.jose.JwsHeaderRules.TypeRule;
import dev.gatehouse.jose.KeyIdRule;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.client.ClientKey;
import java.util.Map;

/**
 * A JWT that a client signed to authenticate, RFC 7523 §2.2, read strictly and not yet believed.
 *
 * @param jws header and claims; the claims mean nothing before the signature is checked
 */
record ClientAssertion(Jws jws) {
  /** The one {@code client_assertion_type} there is. */
  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final int LONGEST = 4096;
  // RFC 8725 §3.11: another kind of JWT that the same key signed is no assertion.
  private static final JwsHeaderRules HEADERS = new JwsHeaderRules(
      JwkRules.CLIENT.algorithms(),
      TypeRule.optional("jwt", "client-authentication+jwt"),
      false,
      KeyIdRule.OPTIONAL);

  static ClientAssertion parse(String jwt) {
    try {
      return new ClientAssertion(Jws.parse(jwt, LONGEST));
    } catch (JwsException malformed) {
      throw refused(malformed.fault());
    }
  }

  /** Who it says it is from; empty where it does not. */
  String subject() {
    return claims().get("sub") instanceof String subject ? subject : "";
  }

  Map<String, Object> claims() {
    return jws.payload();
  }

  /** The header; {@code invalid_client} where it says what no assertion says. */
  JwsHeader header() {
    try {
      return HEADERS.check(jws.header());
    } catch (JwsException malformed) {
      throw refused(malformed.fault());
    }
  }

  boolean isSignedBy(ClientKey key) {
    return jws.isSignedBy(JwsAlgorithm.valueOf(key.algorithm()), key.key());
  }

  private static OAuthException refused(JwsFault fault) {
    return OAuthException.invalidClient(
        Cause.ASSERTION_MALFORMED,
        switch (fault) {
          case TOO_LONG, NOT_THREE_PARTS, UNSIGNED ->
            "the assertion is no JWT of three parts, or too long";
          case NOT_BASE64URL -> "the assertion is not base64url";
          case NOT_CANONICAL -> "the base64url of the assertion is not canonical";
          case EMPTY_PART, NOT_STRICT_JSON ->
            "header or claims of the assertion are not strict JSON";
          case EXTENSION, OWN_KEY ->
            "the assertion has a header that is not understood, or brings its own key";
          case TYPE -> "the assertion is a JWT of another type";
          case ALGORITHM -> "alg of the assertion is not RS256 or ES256";
          case KEY_ID -> "kid of the assertion is not a string of 256 characters or fewer";
        });
  }

  /** Without what could be replayed. */
  @Override
  public String toString() {
    return "ClientAssertion[" + jws.header() + "]";
  }
}
