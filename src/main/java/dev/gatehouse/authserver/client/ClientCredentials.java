package dev.gatehouse.authserver.client;

import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about itself, RFC 6749 §2.3.1.
 *
 * @param clientId {@code client_id}
 * @param secret empty when none was sent
 * @param assertion RFC 7523 §2.2; null when none was sent
 */
record ClientCredentials(
    String clientId, String secret, @Nullable ClientAssertion assertion) {
  private static final String BASIC = "Basic ";

  static ClientCredentials read(List<String> authorization, Params params) {
    if (authorization.size() > 1) {
      throw OAuthException.invalidRequest(
          Cause.HEADER_REPEATED, "more than one Authorization header");
    }
    if (params.has("client_assertion") || params.has("client_assertion_type")) {
      return asserted(authorization, params);
    }
    if (authorization.isEmpty()) {
      return new ClientCredentials(
          params.required("client_id"), params.optional("client_secret").orElse(""), null);
    }
    ClientCredentials basic = basic(authorization.get(0));
    if (params.has("client_secret")) {
      throw OAuthException.invalidRequest(
          Cause.CLIENT_AMBIGUOUS,
          "the client used two ways to authenticate (RFC 6749 section 2.3)");
    }
    if (params.optional("client_id").filter(id -> !id.equals(basic.clientId)).isPresent()) {
      throw OAuthException.invalidRequest(
          Cause.CLIENT_AMBIGUOUS, "Authorization header and client_id name different clients");
    }
    return basic;
  }

  // RFC 7521 §4.2: the subject says who it is; client_id may be left out, and must agree.
  private static ClientCredentials asserted(List<String> authorization, Params params) {
    String type = params.required("client_assertion_type");
    String jwt = params.required("client_assertion");
    if (!authorization.isEmpty() || params.has("client_secret")) {
      throw OAuthException.invalidRequest(
          Cause.CLIENT_AMBIGUOUS,
          "the client used two ways to authenticate (RFC 6749 section 2.3)");
    }
    if (!type.equals(ClientAssertion.TYPE)) {
      throw OAuthException.invalidRequest(
          Cause.CLIENT_CREDENTIALS_MALFORMED,
          "client_assertion_type must be " + ClientAssertion.TYPE);
    }
    ClientAssertion assertion = ClientAssertion.parse(jwt);
    String subject = assertion.subject();
    if (!params.optional("client_id").orElse(subject).equals(subject)) {
      throw OAuthException.invalidClient(
          Cause.ASSERTION_CLAIM_INVALID, "client_id and sub of the assertion are different");
    }
    return new ClientCredentials(subject, "", assertion);
  }

  // RFC 7617 with the twist of RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
  private static ClientCredentials basic(String header) {
    if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      throw OAuthException.invalidClient(
          Cause.CLIENT_CREDENTIALS_MALFORMED, "the Authorization scheme is not Basic");
    }
    try {
      byte[] decoded =
          Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String pair = new String(decoded, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      if (colon > 0) {
        return new ClientCredentials(
            decoded(pair.substring(0, colon)), decoded(pair.substring(colon + 1)), null);
      }
    } catch (IllegalArgumentException malformed) {
      throw OAuthException.invalidClient(
          Cause.CLIENT_CREDENTIALS_MALFORMED,
          "the Basic credentials are not base64 of form-encoded id:secret");
    }
    throw OAuthException.invalidClient(
        Cause.CLIENT_CREDENTIALS_MALFORMED,
        "the Basic credentials have no client_id before a colon");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ClientCredentials[" + clientId + "]";
  }
}
