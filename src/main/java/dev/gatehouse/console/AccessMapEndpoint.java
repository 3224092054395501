package dev.gatehouse.console;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.JsonAnswer;
import io.vertx.ext.web.Router;
import java.time.Clock;

/** {@code GET /console/map}: tools, scopes and users, and the tokens that live. */
final class AccessMapEndpoint implements Endpoint {
  private final AccessMap map;
  private final LiveTokens tokens;
  private final Clock clock;

  AccessMapEndpoint(AccessMap map, LiveTokens tokens, Clock clock) {
    this.map = map;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public void mount(Router router) {
    router
        .get(ServerEndpoint.CONSOLE.below("map"))
        .handler(ctx ->
            JsonAnswer.send(ctx, 200, map.json().put("tokens", tokens.json(clock.instant()))));
  }
}
