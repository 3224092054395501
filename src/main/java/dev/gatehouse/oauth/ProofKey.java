package dev.gatehouse.oauth;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;

/**
 * The public key that a DPoP proof brings with it, RFC 9449 §4.2, and the algorithm that it is used with.
 *
 * @param algorithm one of {@link #ALGORITHMS}
 * @param key RSA, P-256 or Ed25519, as the algorithm has it
 * @param thumbprint {@code jkt}: SHA-256 of the key, RFC 7638
 */
public record ProofKey(String algorithm, PublicKey key, String thumbprint) {
  /** What proofs may be signed with; asymmetric only, RFC 9449 §4.3. {@code Ed25519} is the name that RFC 9864 gives to {@code EdDSA}. */
  public static final List<String> ALGORITHMS =
      List.of("ES256", "EdDSA", "Ed25519", "PS256", "RS256");

  /** Reads the {@code jwk} of a proof that says it is signed with one of the algorithms; {@code invalid_dpop_proof} that says what is wrong. */
  public static ProofKey read(Map<?, ?> jwk, String algorithm) {
    if (JwkMembers.isPrivate(jwk)) {
      throw refused("has a private or symmetric member: send the public key only, and replace it");
    }
    if (!JwkMembers.isForSigning(jwk, algorithm)) {
      throw refused("says itself that it is not for " + algorithm + " signatures");
    }
    try {
      return switch (algorithm) {
        case "ES256" -> curve(jwk);
        case "EdDSA", "Ed25519" -> edwards(jwk, algorithm);
        default -> rsa(jwk, algorithm);
      };
    } catch (InvalidKeyException unsafe) {
      throw refused(String.valueOf(unsafe.getMessage()));
    } catch (IllegalArgumentException | GeneralSecurityException fault) {
      throw refused("is not the key of an " + algorithm + " signature, or malformed");
    }
  }

  /** Whether the signature is of this key. */
  public boolean signed(byte[] input, byte[] signature) {
    return Signatures.verify(algorithm, key, input, signature);
  }

  /** Whether the text has the form of a thumbprint: base64url of 32 bytes. */
  public static boolean isThumbprint(String text) {
    try {
      return text.length() == 43 && Base64Url.decode(text).length == 32;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static ProofKey curve(Map<?, ?> jwk) throws GeneralSecurityException {
    require(jwk, "kty", "EC");
    require(jwk, "crv", "P-256");
    String x = text(jwk, "x");
    String y = text(jwk, "y");
    PublicKey key = PublicKeys.p256(Base64Url.decode(x), Base64Url.decode(y));
    return new ProofKey("ES256", key, thumbprint("crv", "P-256", "kty", "EC", "x", x, "y", y));
  }

  private static ProofKey edwards(Map<?, ?> jwk, String algorithm) throws GeneralSecurityException {
    require(jwk, "kty", "OKP");
    require(jwk, "crv", "Ed25519");
    String x = text(jwk, "x");
    PublicKey key = PublicKeys.ed25519(Base64Url.decode(x));
    return new ProofKey(algorithm, key, thumbprint("crv", "Ed25519", "kty", "OKP", "x", x));
  }

  private static ProofKey rsa(Map<?, ?> jwk, String algorithm) throws GeneralSecurityException {
    require(jwk, "kty", "RSA");
    String n = text(jwk, "n");
    String e = text(jwk, "e");
    PublicKey key = PublicKeys.rsa(number(n), number(e));
    return new ProofKey(algorithm, key, thumbprint("e", e, "kty", "RSA", "n", n));
  }

  // RFC 7518 §2: no zeros in front, else one key has two thumbprints.
  private static byte[] number(String member) {
    byte[] bytes = Base64Url.decode(member);
    if (bytes.length == 0 || bytes[0] == 0) {
      throw new IllegalArgumentException("zeros in front");
    }
    return bytes;
  }

  private static void require(Map<?, ?> jwk, String member, String value) {
    if (!value.equals(jwk.get(member))) {
      throw new IllegalArgumentException(member);
    }
  }

  private static String text(Map<?, ?> jwk, String member) {
    if (jwk.get(member) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(member);
  }

  // RFC 7638 §3: the required members alone, in lexicographic order, no white space. None of these
  // values has a character that JSON escapes.
  private static String thumbprint(String... members) {
    var json = new StringBuilder("{");
    for (int i = 0; i < members.length; i += 2) {
      json.append(i == 0 ? "" : ",").append('"').append(members[i]).append("\":\"");
      json.append(members[i + 1]).append('"');
    }
    return Secrets.sha256(json.append('}').toString());
  }

  private static OAuthException refused(String fault) {
    return OAuthException.of(OAuthError.INVALID_DPOP_PROOF, "jwk of the proof " + fault);
  }
}
