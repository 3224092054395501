package dev.gatehouse.authserver.admin;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.AllowedMethods;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.http.answer.JsonFailures;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.token.signing.KeyFileException;
import dev.gatehouse.token.signing.KeyRotation;
import dev.gatehouse.token.signing.PublishedKey;
import dev.gatehouse.token.signing.SigningKeys;
import dev.gatehouse.token.signing.SigningKeys.Succession;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * {@code POST /admin/keys/rotate}: from now on another key signs; RFC 9068 §5. Answers {@code {"kid", "alg", "published": [kid …]}}, or 409
 * where nothing can be rotated. A key from a file is read again: the new one is put there first.
 */
public final class KeyRotationEndpoint implements Endpoint {
  private static final String PATH = ServerEndpoint.KEY_ROTATION.path();

  private final String adminToken;
  private final SigningKeys keys;
  private final KeyRotation rotation;
  private final Decisions decisions;
  private final Secrets secrets;

  /** Without an admin token it is not there. */
  public KeyRotationEndpoint(
      String adminToken,
      SigningKeys keys,
      KeyRotation rotation,
      Decisions decisions,
      Secrets secrets) {
    this.adminToken = adminToken;
    this.keys = keys;
    this.rotation = rotation;
    this.decisions = decisions;
    this.secrets = secrets;
  }

  @Override
  public void mount(Router router) {
    if (!adminToken.isEmpty()) {
      router
          .route(PATH)
          .handler(new OperatorGate(adminToken, decisions))
          .handler(new AllowedMethods(HttpMethod.POST))
          .handler(this::rotate)
          .failureHandler(new JsonFailures(secrets));
    }
  }

  private void rotate(RoutingContext ctx) {
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    rotation.rotate().onSuccess(done -> answer(ctx, done)).onFailure(failure -> {
      if (failure instanceof KeyFileException wrong) {
        refuse(ctx, "auth-server.signing-key " + wrong.fault());
      } else {
        ctx.fail(failure);
      }
    });
  }

  private void answer(RoutingContext ctx, Succession done) {
    switch (done) {
      case DONE -> {
        List<PublishedKey> published = keys.published();
        PublishedKey current = published.get(0);
        decisions
            .granted(Step.ADMINISTRATION)
            .detail("rotated", current.id())
            .detail("alg", current.algorithm().name())
            .announce();
        var ids = new JsonArray(published.stream().map(PublishedKey::id).toList());
        JsonAnswer.send(
            ctx,
            200,
            new JsonObject()
                .put("kid", current.id())
                .put("alg", current.algorithm().name())
                .put("published", ids));
      }
      case SAME_KEY -> refuse(ctx, "the file still holds the key that signs: put a new one there");
      case TOO_MANY ->
        refuse(ctx, SigningKeys.MOST + " keys are published: wait until the tokens of one ended");
    }
  }

  private void refuse(RoutingContext ctx, String reason) {
    decisions
        .refused(Step.ADMINISTRATION, Cause.KEY_NOT_ROTATED)
        .because(reason)
        .announce();
    JsonAnswer.error(ctx, 409, "not_rotated", reason);
  }
}
