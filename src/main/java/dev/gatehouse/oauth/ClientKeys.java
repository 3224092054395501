package dev.gatehouse.oauth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public keys of a client that authenticates by {@code private_key_jwt}: its {@code jwks}, RFC 7591 §2. */
public record ClientKeys(List<ClientKey> keys) {
  /** Of a client that authenticates otherwise. */
  public static final ClientKeys NONE = new ClientKeys(List.of());

  /** What assertions may be signed with. */
  public static final List<String> ALGORITHMS = List.of("RS256", "ES256");

  private static final int MOST = 10;

  public ClientKeys {
    keys = List.copyOf(keys);
  }

  /** Reads a JWK Set, RFC 7517 §5; {@code invalid_client_metadata} that says what is wrong with it. */
  public static ClientKeys read(Map<?, ?> jwks) {
    if (!(jwks.get("keys") instanceof List<?> members)
        || members.isEmpty()
        || members.size() > MOST) {
      throw refused("jwks must be a JWK Set: {'keys': [...]} with 1 to " + MOST + " keys");
    }
    var keys = new ArrayList<ClientKey>();
    for (Object member : members) {
      if (!(member instanceof Map<?, ?> jwk)) {
        throw refused("a key in jwks is not an object");
      }
      keys.add(Jwk.read(jwk));
    }
    if (keys.size() > 1 && (keys.stream().anyMatch(key -> key.id().isEmpty()) || repeats(keys))) {
      throw refused("each of several keys in jwks needs a kid of its own");
    }
    return new ClientKeys(keys);
  }

  /** The key that a header with this {@code kid} means; where that is empty, the only key there is. */
  public Optional<ClientKey> named(String kid) {
    if (!kid.isEmpty()) {
      return keys.stream().filter(key -> key.id().equals(kid)).findFirst();
    }
    return keys.size() == 1 ? Optional.of(keys.get(0)) : Optional.empty();
  }

  public boolean isEmpty() {
    return keys.isEmpty();
  }

  private static boolean repeats(List<ClientKey> keys) {
    return keys.stream().map(ClientKey::id).distinct().count() < keys.size();
  }

  private static OAuthException refused(String fault) {
    return OAuthException.of(OAuthError.INVALID_CLIENT_METADATA, fault);
  }
}
