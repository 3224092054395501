package dev.gatehouse.resourceserver;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens as an attacker writes them: any header, any payload, any signature, no library that knows better. */
final class ForgedToken {
  private ForgedToken() {}

  /** Header and payload in base64url, with the dot between them. */
  static String input(String header, String payload) {
    return encode(header) + '.' + encode(payload);
  }

  static String unsigned(String header, JsonObject claims) {
    return input(header, claims.encode());
  }

  static String hmac(String header, JsonObject claims, String algorithm, byte[] key) {
    try {
      String input = unsigned(header, claims);
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
      return input + '.' + encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String signed(String header, String payload, String algorithm, PrivateKey key) {
    try {
      String input = input(header, payload);
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + '.' + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
