package dev.gatehouse.authserver.login;

import dev.gatehouse.oauth.AuthorizationRequest;

/**
 * What someone logs in for.
 *
 * @param transaction id of the request that goes on afterwards; empty for none
 * @param client name of who asks, as it wrote it
 * @param hint the user name that it suggests, cleaned; may be empty, and may be nobody's
 */
record Occasion(String transaction, String client, String hint) {
  /** Asked by no client. */
  static final Occasion NONE = new Occasion("", "Gatehouse", "");

  static Occasion of(String transaction, AuthorizationRequest request) {
    return new Occasion(transaction, request.client().name(), request.login().hint());
  }
}
