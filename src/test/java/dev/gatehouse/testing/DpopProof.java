package dev.gatehouse.testing;

import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** A DPoP proof, RFC 9449 §4.2: right in all, until a test changes something. Its text is the value of the header. */
public record DpopProof(DpopKey key, String header, String claims) {
  static DpopProof by(DpopKey key, String method, String url) {
    var header = new JsonObject()
        .put("typ", "dpop+jwt")
        .put("alg", key.algorithm())
        .put("jwk", key.jwk().copy());
    var claims = new JsonObject()
        .put("jti", UUID.randomUUID().toString())
        .put("htm", method)
        .put("htu", url)
        .put("iat", Instant.now().getEpochSecond());
    return new DpopProof(key, header.encode(), claims.encode());
  }

  /** With a member of the header, JSON, in place of what was there; an empty text removes it. */
  public DpopProof header(String name, String json) {
    return new DpopProof(key, changed(header, name, json), claims);
  }

  /** With a claim, JSON, in place of what was there; an empty text removes it. */
  public DpopProof claim(String name, String json) {
    return new DpopProof(key, header, changed(claims, name, json));
  }

  public DpopProof text(String name, String value) {
    return claim(name, '"' + value + '"');
  }

  public DpopProof at(Instant now) {
    return claim("iat", Long.toString(now.getEpochSecond()));
  }

  public DpopProof forToken(String token) {
    return text("ath", Secrets.sha256(token));
  }

  /** Whatever header and claims are, JSON or not. */
  public DpopProof raw(String anyHeader, String anyClaims) {
    return new DpopProof(key, anyHeader, anyClaims);
  }

  /** Header and claims, in base64url, with the dot between them. */
  public String input() {
    return encoded(header.getBytes(StandardCharsets.UTF_8))
        + '.'
        + encoded(claims.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    try {
      Signature signer = signer(key.algorithm());
      signer.initSign(key.secret());
      signer.update(input().getBytes(StandardCharsets.US_ASCII));
      return input() + '.' + encoded(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Signature signer(String algorithm) throws GeneralSecurityException {
    return switch (algorithm) {
      case "ES256" -> Signature.getInstance("SHA256withECDSAinP1363Format");
      case "RS256" -> Signature.getInstance("SHA256withRSA");
      case "PS256" -> pss();
      default -> Signature.getInstance("Ed25519");
    };
  }

  private static Signature pss() throws GeneralSecurityException {
    Signature signer = Signature.getInstance("RSASSA-PSS");
    signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    return signer;
  }

  private static String changed(String object, String name, String json) {
    var changed = new JsonObject(object);
    if (json.isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, new JsonObject("{\"v\":" + json + '}').getValue("v"));
    }
    return changed.encode();
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
