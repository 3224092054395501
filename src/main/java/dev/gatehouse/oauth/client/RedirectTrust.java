package dev.gatehouse.oauth.client;

import dev.gatehouse.oauth.uri.RedirectUris;

/**
 * Whether a browser may be sent to a redirect URI with an error, although nobody agreed to go there; RFC 9700 §4.11.2. Anyone registers
 * {@code https://phish.example/}, and a link to this server with a mistake in it would lead straight there: an open redirector with our name.
 */
public final class RedirectTrust {
  private RedirectTrust() {}

  /** True where the operator vouches for the client, or the browser stays on this computer. */
  public static boolean mayFollowUnasked(Client client, String redirectUri) {
    return client.verified() || RedirectUris.isLoopback(redirectUri);
  }
}
