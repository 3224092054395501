package dev.gatehouse.oauth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public keys of a client that authenticates by {@code private_key_jwt}, RFC 7591 §2: itself, or where they are.
 *
 * @param keys {@code jwks}
 * @param uri {@code jwks_uri}; empty where the keys are here
 */
public record ClientKeys(List<ClientKey> keys, String uri) {
  /** Of a client that authenticates otherwise. */
  public static final ClientKeys NONE = new ClientKeys(List.of(), "");

  /** What assertions may be signed with. */
  public static final List<String> ALGORITHMS = List.of("RS256", "ES256");

  private static final int MOST = 10;

  public ClientKeys {
    keys = List.copyOf(keys);
  }

  /** Keys that are fetched when they are needed. */
  public static ClientKeys at(String uri) {
    return new ClientKeys(List.of(), uri);
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
    return new ClientKeys(keys, "");
  }

  /** As {@link #read}, but passing over keys of kinds that are not served: a set that others read too may have them, RFC 7517 §5. */
  public static ClientKeys readUsable(Map<?, ?> jwks) {
    requirePublic(jwks);
    if (!(jwks.get("keys") instanceof List<?> members)) {
      throw refused("jwks must be a JWK Set: {'keys': [...]}");
    }
    List<ClientKey> keys =
        members.stream().flatMap(member -> usable(member).stream()).limit(MOST).toList();
    if (keys.isEmpty()) {
      throw refused("jwks has no key for signatures with RS256 (RSA) or ES256 (EC P-256)");
    }
    return new ClientKeys(keys, "");
  }

  /** Refuses a JWK Set that tells a private or symmetric key, whether it is used or not. */
  public static void requirePublic(Map<?, ?> jwks) {
    if (jwks.get("keys") instanceof List<?> members) {
      for (Object member : members) {
        if (member instanceof Map<?, ?> jwk) {
          Jwk.requirePublic(jwk);
        }
      }
    }
  }

  private static Optional<ClientKey> usable(Object member) {
    try {
      return member instanceof Map<?, ?> jwk ? Optional.of(Jwk.read(jwk)) : Optional.empty();
    } catch (OAuthException notServed) {
      return Optional.empty();
    }
  }

  /** The key that a header with this {@code kid} means; where that is empty, the only key there is. */
  public Optional<ClientKey> named(String kid) {
    if (!kid.isEmpty()) {
      return keys.stream().filter(key -> key.id().equals(kid)).findFirst();
    }
    return keys.size() == 1 ? Optional.of(keys.get(0)) : Optional.empty();
  }

  public boolean isEmpty() {
    return keys.isEmpty() && uri.isEmpty();
  }

  private static boolean repeats(List<ClientKey> keys) {
    return keys.stream().map(ClientKey::id).distinct().count() < keys.size();
  }

  private static OAuthException refused(String fault) {
    return OAuthException.of(OAuthError.INVALID_CLIENT_METADATA, fault);
  }
}
