package dev.gatehouse.oauth.client;

import dev.gatehouse.oauth.crypto.Secrets;
import java.util.Map;

/**
 * How a client registered itself, for it to read and change later; RFC 7592.
 *
 * @param tokenHash SHA-256 of its {@code registration_access_token}; empty where nobody may manage it
 * @param otherMetadata what it said that nothing here depends on, as it came: wire name to value
 */
public record Registration(String tokenHash, Map<String, String> otherMetadata) {
  /** The operator named the client in the settings: nobody manages it over HTTP. */
  public static final Registration NONE = new Registration("", Map.of());

  public Registration {
    otherMetadata = Map.copyOf(otherMetadata);
  }

  /** Whether the token is the client's. */
  public boolean isManagedWith(String token) {
    return !tokenHash.isEmpty() && Secrets.same(Secrets.sha256(token), tokenHash);
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "Registration[" + otherMetadata.keySet() + "]";
  }
}
