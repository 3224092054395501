package dev.gatehouse.http.server;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.access.Cors;
import dev.gatehouse.http.answer.AllowedMethods;
import dev.gatehouse.http.answer.JsonAnswer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;

/** {@code GET /health}: says that the server answers, and nothing else about it (CWE-200). */
public final class HealthEndpoint implements Endpoint {
  @Override
  public void mount(Router router) {
    router
        .route(ServerEndpoint.HEALTH.path())
        .handler(Cors.open(HttpMethod.GET))
        .handler(new AllowedMethods(HttpMethod.GET, HttpMethod.HEAD))
        .handler(ctx -> JsonAnswer.send(ctx, 200, new JsonObject().put("status", "ok")));
  }
}
