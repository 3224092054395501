package dev.gatehouse.oauth.client;

import dev.gatehouse.oauth.Scopes;
import java.util.List;

/**
 * What a client says of itself, RFC 7591 §2, as far as something here depends on it.
 *
 * @param authMethod how it authenticates at the token endpoint
 * @param keys its {@code jwks} or {@code jwks_uri}; none unless it authenticates by {@code private_key_jwt}
 * @param name {@code client_name}, as the client wrote it
 * @param uri {@code client_uri}, an http or https URL, or empty
 * @param redirectUris where it may be sent back to
 * @param grantTypes what it may use at the token endpoint
 * @param scope the default of a request without scope, no upper bound (a client steps up later)
 * @param keyBound {@code dpop_bound_access_tokens}, RFC 9449 §5.2: whether it wants no token without a DPoP proof
 */
public record ClientDescription(
    ClientAuthMethod authMethod,
    ClientKeys keys,
    String name,
    String uri,
    List<String> redirectUris,
    List<String> grantTypes,
    Scopes scope,
    boolean keyBound) {
  public ClientDescription {
    redirectUris = List.copyOf(redirectUris);
    grantTypes = List.copyOf(grantTypes);
  }
}
