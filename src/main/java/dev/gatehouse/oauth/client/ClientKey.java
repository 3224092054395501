package dev.gatehouse.oauth.client;

import java.security.PublicKey;
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
  public ClientKey {
    members = Map.copyOf(members);
  }
}
