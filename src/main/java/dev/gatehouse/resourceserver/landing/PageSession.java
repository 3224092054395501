package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.oauth.Scopes;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * Who is logged in on the page, with the token that is kept for them.
 *
 * @param accessToken for {@code /mcp}; never sent to the browser
 * @param claims of the token, to be read and not to be trusted; empty where it cannot be read
 * @param scopes that were granted
 * @param expiresAt when the token ends
 */
record PageSession(String accessToken, JsonObject claims, Scopes scopes, Instant expiresAt) {
  PageSession {
    claims = claims.copy();
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "PageSession[scopes=" + scopes + ", expiresAt=" + expiresAt + "]";
  }
}
