package dev.gatehouse.authserver.session;

import dev.gatehouse.store.BrowserSession;
import org.jspecify.annotations.Nullable;

/**
 * The browser that sends a request.
 *
 * @param cookie the value of its cookie, a secret
 * @param name what its pending requests are filed under; survives the renewal of the cookie
 * @param session who is logged in with it; null when nobody is
 */
public record Browser(String cookie, String name, @Nullable BrowserSession session) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "Browser[" + (session == null ? "anonymous" : session.user()) + "]";
  }
}
