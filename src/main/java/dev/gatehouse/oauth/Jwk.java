package dev.gatehouse.oauth;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One public JSON Web Key, RFC 7517 §4: RSA of 2048 to 4096 bits, or EC on P-256 (RFC 7518 §6). Anything private is refused. */
final class Jwk {
  private static final List<String> KEPT_RSA = List.of("kty", "kid", "use", "alg", "n", "e");
  private static final List<String> KEPT_EC = List.of("kty", "kid", "use", "alg", "crv", "x", "y");
  private static final int LONGEST_KID = 256;

  private Jwk() {}

  /** The key; {@code invalid_client_metadata} where it is none that this server takes. */
  static ClientKey read(Map<?, ?> jwk) {
    requirePublic(jwk);
    String algorithm = "EC".equals(jwk.get("kty")) ? "ES256" : "RS256";
    requireForSigning(jwk, algorithm);
    try {
      PublicKey key = algorithm.equals("ES256") ? curve(jwk) : rsa(jwk);
      return new ClientKey(id(jwk), algorithm, key, members(jwk));
    } catch (InvalidKeyException unsafe) {
      throw refused(String.valueOf(unsafe.getMessage()));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      throw refused("is malformed");
    }
  }

  static void requirePublic(Map<?, ?> jwk) {
    if (JwkMembers.isPrivate(jwk)) {
      throw refused(
          "has a private or symmetric member: send public keys only, and replace this one");
    }
  }

  // Those of its own type alone: what else it brings was not looked at, and may be of any length.
  private static Map<String, String> members(Map<?, ?> jwk) {
    var members = new HashMap<String, String>();
    for (String name : "EC".equals(jwk.get("kty")) ? KEPT_EC : KEPT_RSA) {
      if (jwk.get(name) instanceof String text && !text.isEmpty()) {
        members.put(name, text);
      }
    }
    return members;
  }

  private static void requireForSigning(Map<?, ?> jwk, String algorithm) {
    if (!JwkMembers.isForSigning(jwk, algorithm)) {
      throw refused("is not for signatures with RS256 (RSA) or ES256 (EC P-256)");
    }
  }

  private static String id(Map<?, ?> jwk) {
    Object id = jwk.containsKey("kid") ? jwk.get("kid") : "";
    if (id instanceof String text && text.length() <= LONGEST_KID) {
      return text;
    }
    throw refused("has a kid that is no string of " + LONGEST_KID + " characters or fewer");
  }

  private static PublicKey rsa(Map<?, ?> jwk) throws GeneralSecurityException {
    if (!"RSA".equals(jwk.get("kty"))) {
      throw refused("is neither RSA nor EC");
    }
    return PublicKeys.rsa(decoded(jwk.get("n")), decoded(jwk.get("e")));
  }

  private static PublicKey curve(Map<?, ?> jwk) throws GeneralSecurityException {
    if (!"P-256".equals(jwk.get("crv"))) {
      throw refused("is no point on P-256");
    }
    return PublicKeys.p256(decoded(jwk.get("x")), decoded(jwk.get("y")));
  }

  private static byte[] decoded(@Nullable Object member) {
    if (member instanceof String text && !text.isEmpty()) {
      return Base64.getUrlDecoder().decode(text);
    }
    throw refused("lacks a member that its kty needs");
  }

  private static OAuthException refused(String fault) {
    return OAuthException.of(OAuthError.INVALID_CLIENT_METADATA, "a key in jwks " + fault);
  }
}
