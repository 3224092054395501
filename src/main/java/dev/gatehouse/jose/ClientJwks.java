package dev.gatehouse.jose;

import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.client.ClientKey;
import dev.gatehouse.oauth.client.ClientKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JWK Set of a client that authenticates by {@code private_key_jwt}; RFC 7591 §2, RFC 7517 §5. */
public final class ClientJwks {
  /** What assertions may be signed with, by {@code alg}. */
  public static final List<String> ALGORITHMS = JwsAlgorithm.names(JwkRules.CLIENT.algorithms());

  private static final int MOST = 10;

  private ClientJwks() {}

  /** Reads a set of which each key must be good; {@code invalid_client_metadata} that says what is wrong with it. */
  public static ClientKeys read(Map<?, ?> jwks) {
    List<JwkReading> elements = JwkSet.read(jwks, JwkRules.CLIENT, MOST + 1).orElse(List.of());
    if (elements.isEmpty() || elements.size() > MOST) {
      throw refused("jwks must be a JWK Set: {'keys': [...]} with 1 to " + MOST + " keys");
    }
    var keys = new ArrayList<ClientKey>();
    for (JwkReading element : elements) {
      element.faults().stream().findFirst().ifPresent(fault -> {
        throw refused("a key in jwks " + words(fault));
      });
      element.key().map(ClientJwks::key).ifPresent(keys::add);
    }
    if (keys.size() > 1 && (keys.stream().anyMatch(key -> key.id().isEmpty()) || repeats(keys))) {
      throw refused("each of several keys in jwks needs a kid of its own");
    }
    return new ClientKeys(keys, "");
  }

  /** As {@link #read}, but passing over keys of kinds that are not served: a set that others read too may have them, RFC 7517 §5. */
  public static ClientKeys readUsable(Map<?, ?> jwks) {
    requirePublic(jwks);
    List<JwkReading> elements = JwkSet.read(jwks, JwkRules.CLIENT, Integer.MAX_VALUE)
        .orElseThrow(() -> refused("jwks must be a JWK Set: {'keys': [...]}"));
    List<ClientKey> keys = elements.stream()
        .flatMap(element -> element.key().stream())
        .limit(MOST)
        .map(ClientJwks::key)
        .toList();
    if (keys.isEmpty()) {
      throw refused("jwks has no key for signatures with RS256 (RSA) or ES256 (EC P-256)");
    }
    return new ClientKeys(keys, "");
  }

  /** Refuses a JWK Set that tells a private or symmetric key, whether it is used or not. */
  public static void requirePublic(Map<?, ?> jwks) {
    if (JwkSet.tellsSecrets(jwks)) {
      throw refused("a key in jwks " + words(JwkFault.PRIVATE));
    }
  }

  private static ClientKey key(Jwk jwk) {
    return new ClientKey(jwk.id(), jwk.algorithm().name(), jwk.key(), jwk.members());
  }

  private static String words(JwkFault fault) {
    return switch (fault) {
      case PRIVATE -> fault.words() + ": send public keys only, and replace this one";
      case OTHER_PURPOSE, OTHER_TYPE ->
        "is not for signatures with RS256 (RSA) or ES256 (EC P-256)";
      default -> fault.words();
    };
  }

  private static boolean repeats(List<ClientKey> keys) {
    return keys.stream().map(ClientKey::id).distinct().count() < keys.size();
  }

  private static OAuthException refused(String fault) {
    return OAuthException.of(OAuthError.INVALID_CLIENT_METADATA, Cause.CLIENT_KEYS_INVALID, fault);
  }
}
