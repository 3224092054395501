package dev.gatehouse.resourceserver.whoami;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.access.Cors;
import dev.gatehouse.http.answer.AllowedMethods;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.resourceserver.gate.BearerGate;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;

/** {@code GET /whoami}: the verified claims of the token; without one, the challenge. For a first try with curl. */
public final class WhoamiEndpoint implements Endpoint {
  private final BearerGate gate;

  public WhoamiEndpoint(BearerGate gate) {
    this.gate = gate;
  }

  @Override
  public void mount(Router router) {
    router
        .route(ServerEndpoint.WHOAMI.path())
        .handler(Cors.open(HttpMethod.GET))
        .handler(gate)
        .handler(new AllowedMethods(HttpMethod.GET, HttpMethod.HEAD))
        .handler(ctx -> JsonAnswer.send(ctx, 200, BearerGate.tokenOf(ctx).claims()));
  }
}
