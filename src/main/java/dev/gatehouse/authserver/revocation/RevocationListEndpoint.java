package dev.gatehouse.authserver.revocation;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.AllowedMethods;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.store.Revocations;
import dev.gatehouse.store.Revocations.OfSubject;
import dev.gatehouse.store.Revocations.OfSubjectClient;
import dev.gatehouse.store.Revocations.Revoked;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;

/**
 * {@code GET /oauth/revoked}: the access tokens that must not be accepted although they have not expired.
 *
 * <pre>{@code {"version": 2,
 *  "grants": [grant id …], "tokens": [jti …], "clients": [client_id …],
 *  "subject_clients": [{"sub": …, "client_id": …, "issued_until": NumericDate} …],
 *  "subjects": [{"sub": …, "issued_until": NumericDate} …]}}</pre>
 *
 * <p>A token is concerned whose {@code jti} is listed, or begins with a listed grant id and a dot; whose {@code client_id} is listed; or whose
 * {@code sub}, and {@code client_id} where there is one, are those of an entry and whose {@code iat} is no later than its {@code issued_until}. A reader that does not
 * know the version must accept no token. A resource server asks again and again; 304 while nothing changed, which then costs no writing. Holds ids, never
 * tokens. For one event loop.
 */
public final class RevocationListEndpoint implements Endpoint {
  private static final int VERSION = 2;

  /** The list, as it is written, and its entity tag. */
  private record Written(Revoked revoked, String json, String tag) {
    static Written of(Revoked revoked) {
      String json = new JsonObject()
          .put("version", VERSION)
          .put("grants", new JsonArray(revoked.grants()))
          .put("tokens", new JsonArray(revoked.tokens()))
          .put("clients", new JsonArray(revoked.clients()))
          .put("subject_clients", array(revoked.subjectClients(), Written::entry))
          .put("subjects", array(revoked.subjects(), Written::entry))
          .encode();
      return new Written(revoked, json, '"' + Secrets.sha256(json) + '"');
    }

    private static <T> JsonArray array(List<T> entries, Function<T, JsonObject> json) {
      return new JsonArray(entries.stream().map(json).toList());
    }

    private static JsonObject entry(OfSubjectClient one) {
      return new JsonObject()
          .put("sub", one.subject())
          .put("client_id", one.clientId())
          .put("issued_until", one.issued().getEpochSecond());
    }

    private static JsonObject entry(OfSubject one) {
      return new JsonObject()
          .put("sub", one.subject())
          .put("issued_until", one.issued().getEpochSecond());
    }
  }

  private final Revocations revocations;
  private Written latest =
      Written.of(new Revoked(List.of(), List.of(), List.of(), List.of(), List.of()));

  public RevocationListEndpoint(Revocations revocations) {
    this.revocations = revocations;
  }

  @Override
  public void mount(Router router) {
    router
        .route(ServerEndpoint.REVOCATION_LIST.path())
        .handler(new AllowedMethods(HttpMethod.GET, HttpMethod.HEAD))
        .handler(ctx -> revocations
            .all()
            .compose(revoked -> written(ctx, revoked))
            .onSuccess(written -> answer(ctx, written))
            .onFailure(ctx::fail));
  }

  // On a worker: thousands of entries take some milliseconds.
  private Future<Written> written(RoutingContext ctx, Revoked revoked) {
    return revoked.equals(latest.revoked())
        ? Future.succeededFuture(latest)
        : ctx.vertx()
            .executeBlocking(() -> Written.of(revoked), false)
            .onSuccess(written -> latest = written);
  }

  private static void answer(RoutingContext ctx, Written written) {
    ctx.response()
        .putHeader(HttpHeaders.ETAG, written.tag())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    if (written.tag().equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      ctx.response().setStatusCode(304).end();
    } else {
      JsonAnswer.send(ctx, 200, written.json());
    }
  }
}
