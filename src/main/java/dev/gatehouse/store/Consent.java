package dev.gatehouse.store;

import dev.gatehouse.oauth.Scopes;
import java.time.Instant;

/**
 * What a user need not be asked again.
 *
 * @param key whom it is for, and where it goes
 * @param client what the user was shown of the client, as a hash: with another name or other redirect URIs it is not the one that was allowed
 * @param scopes what was ticked
 * @param givenAt when the user last said so
 * @param expiresAt when it ends
 */
public record Consent(Key key, String client, Scopes scopes, Instant givenAt, Instant expiresAt) {
  /**
   * A consent is good for no other user, client, redirect URI or resource.
   *
   * @param user who gave it
   * @param clientId who was given it
   * @param redirectUri where the answer went, to the letter
   * @param resource canonical identifier of the resource
   */
  public record Key(String user, String clientId, String redirectUri, String resource) {}
}
