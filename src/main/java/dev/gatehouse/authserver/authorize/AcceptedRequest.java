package dev.gatehouse.authserver.authorize;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.oauth.grant.AuthorizationRequest;

/** The announcement of an authorization request that passed every check, wherever it came in. */
final class AcceptedRequest {
  private AcceptedRequest() {}

  static void announce(Decisions decisions, Step step, AuthorizationRequest request) {
    decisions
        .granted(step)
        .client(request.client().id())
        .scopes(request.scopes())
        .resource(request.resource())
        .detail("redirect", request.redirectUri())
        .announce();
  }
}
