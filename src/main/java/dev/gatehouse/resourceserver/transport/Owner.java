package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.token.AccessToken;

/** Whom a session belongs to: the person and the program, both as the token has them; MCP "Session Hijacking". */
record Owner(String subject, String clientId) {
  static Owner of(AccessToken token) {
    return new Owner(token.subject(), token.clientId());
  }
}
