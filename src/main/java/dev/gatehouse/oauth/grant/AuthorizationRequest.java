package dev.gatehouse.oauth.grant;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that passed every check, RFC 6749 §4.1.1.
 *
 * @param client who asks
 * @param redirectUri where the answer goes
 * @param state sent back as it came; null when none was sent, which must stay distinguishable from an empty one
 * @param scopes what is asked for, known scopes only
 * @param resource canonical identifier of the resource asked for
 * @param binding what the code is bound to
 * @param offline whether {@code offline_access} is asked for, by a client that may refresh: then it is granted with the rest
 * @param login what is wanted of the login
 */
public record AuthorizationRequest(
    Client client,
    String redirectUri,
    @Nullable String state,
    Scopes scopes,
    String resource,
    CodeBinding binding,
    boolean offline,
    LoginRequirements login) {

  /** With its code bound to the key. */
  public AuthorizationRequest boundTo(String key) {
    return new AuthorizationRequest(
        client,
        redirectUri,
        state,
        scopes,
        resource,
        new CodeBinding(binding.challenge(), key),
        offline,
        login);
  }
}
