package dev.gatehouse.oauth;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Map;

/**
 * A public key that a client signs its assertions with.
 *
 * @param id {@code kid}; empty where the client gave none
 * @param algorithm what it signs, {@code RS256} or {@code ES256}: the key decides, RFC 8725 §3.1
 * @param key RSA, or EC on P-256
 * @param members of the JWK, the public ones, as the client sent them
 */
public record ClientKey(String id, String algorithm, PublicKey key, Map<String, String> members) {
  private static final int P256_BYTES = 32;

  public ClientKey {
    members = Map.copyOf(members);
  }

  /** Whether the signature, in the form of RFC 7518 §3, is of this key. */
  public boolean signed(byte[] input, byte[] signature) {
    try {
      boolean curve = key instanceof ECPublicKey;
      if (curve && !isInRange((ECPublicKey) key, signature)) {
        return false;
      }
      var verifier =
          Signature.getInstance(curve ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(input);
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  // The zeros of CVE-2022-21449, which some JDKs accept for every message.
  private static boolean isInRange(ECPublicKey key, byte[] signature) {
    return signature.length == 2 * P256_BYTES
        && isBelow(key.getParams().getOrder(), Arrays.copyOf(signature, P256_BYTES))
        && isBelow(
            key.getParams().getOrder(),
            Arrays.copyOfRange(signature, P256_BYTES, signature.length));
  }

  private static boolean isBelow(BigInteger order, byte[] number) {
    var value = new BigInteger(1, number);
    return value.signum() > 0 && value.compareTo(order) < 0;
  }
}
