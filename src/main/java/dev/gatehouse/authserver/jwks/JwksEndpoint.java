package dev.gatehouse.authserver.jwks;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.access.Cors;
import dev.gatehouse.http.answer.AllowedMethods;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.token.signing.PublishedKey;
import dev.gatehouse.token.signing.SigningKeys;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /oauth/jwks}: the public keys that verify the access tokens in use, RFC 7517 §5; the one that signs comes first. */
public final class JwksEndpoint implements Endpoint {
  private final SigningKeys keys;
  private final Decisions decisions;

  public JwksEndpoint(SigningKeys keys, Decisions decisions) {
    this.keys = keys;
    this.decisions = decisions;
  }

  @Override
  public void mount(Router router) {
    router
        .route(ServerEndpoint.JWKS.path())
        .handler(Cors.open(HttpMethod.GET))
        .handler(new AllowedMethods(HttpMethod.GET, HttpMethod.HEAD))
        .handler(this::answer);
  }

  private void answer(RoutingContext ctx) {
    decisions.noted(Step.JWKS).announce();
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=300");
    var published =
        new JsonArray(keys.published().stream().map(PublishedKey::jwk).toList());
    JsonAnswer.send(ctx, 200, new JsonObject().put("keys", published));
  }
}
