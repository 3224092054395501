package dev.gatehouse.oauth.grant;

import dev.gatehouse.oauth.Scopes;
import java.time.Instant;

/**
 * What a resource owner gave a client: the family of every code and token that comes of one consent.
 *
 * @param id names the family; each of its access tokens carries it in {@code jti}
 * @param clientId who was given it
 * @param subject who gave it
 * @param ring the ring of the subject then, for information
 * @param scopes what was given, frozen; {@code offline_access} among them where it was asked for
 * @param resource canonical identifier of the resource it is for
 * @param keyThumbprint {@code jkt}, RFC 9449: the key that its code (§10), then its refresh tokens (§5) are bound to; empty for none
 * @param expiresAt when its last refresh token ends
 */
public record Grant(
    String id,
    String clientId,
    String subject,
    String ring,
    Scopes scopes,
    String resource,
    String keyThumbprint,
    Instant expiresAt) {

  /** With its refresh tokens bound to the key, or to none. */
  public Grant boundTo(String key) {
    return new Grant(id, clientId, subject, ring, scopes, resource, key, expiresAt);
  }

  /** Whether who holds the key, empty for none, may use what is bound. */
  public boolean isOpenTo(String key) {
    return keyThumbprint.isEmpty() || keyThumbprint.equals(key);
  }
}
