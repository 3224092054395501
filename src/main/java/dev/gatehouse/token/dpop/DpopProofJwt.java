package dev.gatehouse.token.dpop;

import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.json.StrictJson;
import dev.gatehouse.oauth.Base64Url;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.ProofKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/**
 * A DPoP proof, RFC 9449 §4.2, read strictly and not yet believed.
 *
 * @param header the JOSE header
 * @param claims mean nothing before the signature is checked
 * @param signingInput what is signed, RFC 7515 §5.1
 * @param signature base64url
 */
record DpopProofJwt(JsonObject header, JsonObject claims, String signingInput, String signature) {
  /** The key of 4096 bits and its signature have some 1,400 characters of it. */
  static final int LONGEST = 4096;

  static DpopProofJwt parse(String jwt) {
    if (jwt.length() > LONGEST) {
      throw refused("the proof is longer than " + LONGEST + " characters");
    }
    String[] parts = jwt.split("\\.", -1);
    if (parts.length != 3 || parts[2].isEmpty()) {
      throw refused("the proof is no signed JWT of three parts");
    }
    return new DpopProofJwt(json(parts[0]), json(parts[1]), parts[0] + '.' + parts[1], parts[2]);
  }

  boolean isSignedBy(ProofKey key) {
    return key.signed(signingInput.getBytes(StandardCharsets.US_ASCII), decoded(signature));
  }

  static OAuthException refused(String fault) {
    return OAuthException.of(OAuthError.INVALID_DPOP_PROOF, fault);
  }

  private static JsonObject json(String part) {
    try {
      return StrictJson.JWT.object(Buffer.buffer(decoded(part)));
    } catch (MalformedJsonException malformed) {
      throw refused("header or claims of the proof are not strict JSON");
    }
  }

  private static byte[] decoded(String part) {
    try {
      return Base64Url.decode(part);
    } catch (IllegalArgumentException malformed) {
      throw refused("the proof is not canonical base64url");
    }
  }

  /** Without what could be replayed. */
  @Override
  public String toString() {
    return "ProofJwt[" + header + "]";
  }
}
