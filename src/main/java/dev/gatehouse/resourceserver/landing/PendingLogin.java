package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.oauth.Scopes;
import java.time.Instant;

/**
 * A login that was started and has not come back.
 *
 * @param state what the response must carry, RFC 6749 §10.12
 * @param verifier the PKCE code verifier, which never leaves this server before the exchange
 * @param browser SHA-256 of the cookie of the browser that started it
 * @param redirectUri where it comes back to
 * @param resource what the token is for, RFC 8707
 * @param scopes that were asked for
 * @param expiresAt when it is given up
 */
record PendingLogin(
    String state,
    String verifier,
    String browser,
    String redirectUri,
    String resource,
    Scopes scopes,
    Instant expiresAt) {
  /** Without its secrets. */
  @Override
  public String toString() {
    return "PendingLogin[redirectUri=" + redirectUri + ", scopes=" + scopes + "]";
  }
}
