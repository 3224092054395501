package dev.gatehouse.oauth.client;

import java.util.List;
import java.util.Optional;

/**
 * The public keys of a client that authenticates by {@code private_key_jwt}, RFC 7591 §2: themselves, or where they are.
 *
 * @param keys {@code jwks}
 * @param uri {@code jwks_uri}; empty where the keys are here
 */
public record ClientKeys(List<ClientKey> keys, String uri) {
  /** Of a client that authenticates otherwise. */
  public static final ClientKeys NONE = new ClientKeys(List.of(), "");

  public ClientKeys {
    keys = List.copyOf(keys);
  }

  /** Keys that are fetched when they are needed. */
  public static ClientKeys at(String uri) {
    return new ClientKeys(List.of(), uri);
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
}
