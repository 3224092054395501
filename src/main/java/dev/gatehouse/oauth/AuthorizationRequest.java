package dev.gatehouse.oauth;

import org.jspecify.annotations.Nullable;

/**
 * An authorization request that passed every check, RFC 6749 §4.1.1.
 *
 * @param client who asks
 * @param redirectUri where the answer goes
 * @param state sent back as it came; null when none was sent, which must stay distinguishable from an empty one
 * @param scopes what is asked for, known scopes only
 * @param resource canonical identifier of the resource asked for
 * @param codeChallenge S256 of the verifier
 * @param keyThumbprint {@code dpop_jkt}, RFC 9449 §10: the key that the code is bound to; empty for none
 * @param offline whether {@code offline_access} is asked for, by a client that may refresh: then it is granted with the rest
 * @param login what is wanted of the login
 */
public record AuthorizationRequest(
    Client client,
    String redirectUri,
    @Nullable String state,
    Scopes scopes,
    String resource,
    String codeChallenge,
    String keyThumbprint,
    boolean offline,
    LoginRequirements login) {

  /** With its code bound to the key. */
  public AuthorizationRequest boundTo(String key) {
    return new AuthorizationRequest(
        client, redirectUri, state, scopes, resource, codeChallenge, key, offline, login);
  }
}
