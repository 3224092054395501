package dev.gatehouse.oauth.client;

import dev.gatehouse.oauth.Scopes;
import java.time.Instant;
import java.util.List;

/**
 * A client, RFC 6749 §2.
 *
 * @param id {@code client_id}
 * @param secretHash SHA-256 of {@code client_secret}; empty for a client without
 * @param description what it says of itself
 * @param ownScopes what the operator lets it have by {@code client_credentials}; nothing for a client that registered itself
 * @param verified whether the operator named it in the settings; a self-registered name proves nothing
 * @param registeredAt when
 * @param registration how it is managed
 */
public record Client(
    String id,
    String secretHash,
    ClientDescription description,
    Scopes ownScopes,
    boolean verified,
    Instant registeredAt,
    Registration registration) {

  /** How it authenticates at the token endpoint. */
  public ClientAuthMethod authMethod() {
    return description.authMethod();
  }

  /** Its public keys. */
  public ClientKeys keys() {
    return description.keys();
  }

  /** {@code client_name}, as the client wrote it. */
  public String name() {
    return description.name();
  }

  /** {@code client_uri}, or empty. */
  public String uri() {
    return description.uri();
  }

  /** Where it may be sent back to. */
  public List<String> redirectUris() {
    return description.redirectUris();
  }

  /** The scopes of a request that names none. */
  public Scopes scope() {
    return description.scope();
  }

  /** What it may use at the token endpoint. */
  public List<String> grantTypes() {
    return description.grantTypes();
  }

  /** Whether it wants no token without a DPoP proof. */
  public boolean keyBound() {
    return description.keyBound();
  }

  /** Whether it can keep no secret; RFC 6749 §2.1. */
  public boolean isPublic() {
    return authMethod() == ClientAuthMethod.NONE;
  }

  /** Whether it registered the grant type. */
  public boolean mayUse(String grantType) {
    return grantTypes().contains(grantType);
  }

  @Override
  public String toString() {
    return "Client[" + id + "]";
  }
}
