package dev.gatehouse.oauth;

import java.time.Instant;
import java.util.List;

/**
 * A client, RFC 6749 §2, with what it registered, RFC 7591 §2.
 *
 * @param id {@code client_id}
 * @param secretHash SHA-256 of {@code client_secret}; empty for a public client
 * @param keys its {@code jwks}; none unless it authenticates by {@code private_key_jwt}
 * @param authMethod how it authenticates at the token endpoint
 * @param name {@code client_name}, as the client wrote it
 * @param uri {@code client_uri}, an https or loopback URL, or empty
 * @param redirectUris where it may be sent back to
 * @param grantTypes what it may use at the token endpoint
 * @param scope what it named at registration: the default of a request without scope, no upper bound (a client steps up later)
 * @param ownScopes what the operator lets it have by {@code client_credentials}; nothing for a client that registered itself
 * @param keyBound {@code dpop_bound_access_tokens}, RFC 9449 §5.2: whether it wants no token without a DPoP proof
 * @param verified whether the operator named it in the settings; a self-registered name proves nothing
 * @param registeredAt when
 * @param registration how it is managed
 */
public record Client(
    String id,
    String secretHash,
    ClientKeys keys,
    ClientAuthMethod authMethod,
    String name,
    String uri,
    List<String> redirectUris,
    List<String> grantTypes,
    Scopes scope,
    Scopes ownScopes,
    boolean keyBound,
    boolean verified,
    Instant registeredAt,
    Registration registration) {
  public Client {
    redirectUris = List.copyOf(redirectUris);
    grantTypes = List.copyOf(grantTypes);
  }

  /** Whether it can keep no secret; RFC 6749 §2.1. */
  public boolean isPublic() {
    return authMethod == ClientAuthMethod.NONE;
  }

  /** Whether it registered the grant type. */
  public boolean mayUse(String grantType) {
    return grantTypes.contains(grantType);
  }

  @Override
  public String toString() {
    return "Client[" + id + "]";
  }
}
