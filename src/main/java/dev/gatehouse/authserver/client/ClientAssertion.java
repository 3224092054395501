package dev.gatehouse.authserver.client;

import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.json.StrictJson;
import dev.gatehouse.oauth.OAuthException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A JWT that a client signed to authenticate, RFC 7523 §2.2, read strictly and not yet believed.
 *
 * @param header the JOSE header
 * @param claims mean nothing before the signature is checked
 * @param signingInput what is signed, RFC 7515 §5.1
 * @param signature base64url
 */
record ClientAssertion(
    JsonObject header, JsonObject claims, String signingInput, String signature) {
  /** The one {@code client_assertion_type} there is. */
  static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final int LONGEST = 4096;

  static ClientAssertion parse(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    if (jwt.length() > LONGEST || parts.length != 3) {
      throw OAuthException.invalidClient("the assertion is no JWT of three parts, or too long");
    }
    decoded(parts[2]);
    return new ClientAssertion(json(parts[0]), json(parts[1]), parts[0] + '.' + parts[1], parts[2]);
  }

  /** Who it says it is from; empty where it does not. */
  String subject() {
    return claims.getValue("sub") instanceof String subject ? subject : "";
  }

  byte[] signatureBytes() {
    return decoded(signature);
  }

  byte[] signedBytes() {
    return signingInput.getBytes(StandardCharsets.US_ASCII);
  }

  private static JsonObject json(String part) {
    try {
      return StrictJson.JWT.object(Buffer.buffer(decoded(part)));
    } catch (MalformedJsonException malformed) {
      throw OAuthException.invalidClient("header or claims of the assertion are not strict JSON");
    }
  }

  // RFC 7515 §2: no padding; RFC 4648 §3.5: no unused bits, else one assertion has many spellings.
  private static byte[] decoded(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
        return bytes;
      }
    } catch (IllegalArgumentException malformed) {
      throw OAuthException.invalidClient("the assertion is not base64url");
    }
    throw OAuthException.invalidClient("the base64url of the assertion is not canonical");
  }

  /** Without what could be replayed. */
  @Override
  public String toString() {
    return "ClientAssertion[" + header + "]";
  }
}
