package dev.gatehouse.authserver.revocation;

import dev.gatehouse.http.AllowedMethods;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.JsonAnswer;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.store.Revocations;
import dev.gatehouse.store.Revocations.Revoked;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * {@code GET /oauth/revoked}: {@code {"grants": [grant id …], "tokens": [jti …], "clients": [client_id …]}}, the access tokens that must not be accepted although
 * they have not expired. A resource server asks again and again; 304 while nothing changed, which then costs no writing. Holds ids, never
 * tokens. For one event loop.
 */
public final class RevocationListEndpoint implements Endpoint {
  /** The list, as it is written, and its entity tag. */
  private record Written(Revoked revoked, String json, String tag) {
    static Written of(Revoked revoked) {
      String json = new JsonObject()
          .put("grants", new JsonArray(revoked.grants()))
          .put("tokens", new JsonArray(revoked.tokens()))
          .put("clients", new JsonArray(revoked.clients()))
          .encode();
      return new Written(revoked, json, '"' + Secrets.sha256(json) + '"');
    }
  }

  private final Revocations revocations;
  private Written latest = Written.of(new Revoked(List.of(), List.of(), List.of()));

  public RevocationListEndpoint(Revocations revocations) {
    this.revocations = revocations;
  }

  @Override
  public void mount(Router router) {
    router
        .route("/oauth/revoked")
        .handler(new AllowedMethods(HttpMethod.GET, HttpMethod.HEAD))
        .handler(ctx ->
            revocations.all().onSuccess(revoked -> answer(ctx, revoked)).onFailure(ctx::fail));
  }

  private void answer(RoutingContext ctx, Revoked revoked) {
    if (!revoked.equals(latest.revoked())) {
      latest = Written.of(revoked);
    }
    ctx.response()
        .putHeader(HttpHeaders.ETAG, latest.tag())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    if (latest.tag().equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      ctx.response().setStatusCode(304).end();
    } else {
      JsonAnswer.send(ctx, 200, latest.json());
    }
  }
}
