package dev.gatehouse.resourceserver.gate;

import dev.gatehouse.http.access.Cors;
import dev.gatehouse.http.access.OriginRule;
import dev.gatehouse.http.answer.AllowedMethods;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;

/**
 * What stands before a protected endpoint, in the order in which a request is refused: a foreign page (403), no good token (401), a method
 * that is not served (405). A preflight is answered between the first and the second: it carries no token.
 */
public final class GuardedEndpoint {
  private final OriginRule origins;
  private final BearerGate gate;

  public GuardedEndpoint(OriginRule origins, BearerGate gate) {
    this.origins = origins;
    this.gate = gate;
  }

  /** Puts the guard on a route, before what the caller adds; the body is still unread. */
  public Route on(Route route, HttpMethod... methods) {
    return route
        .handler(origins)
        .handler(Cors.to(origins, methods))
        .handler(gate)
        .handler(new AllowedMethods(methods));
  }
}
