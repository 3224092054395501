package dev.gatehouse.authserver.introspection;

import dev.gatehouse.authserver.client.ClientAuthentication;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.AllowedMethods;
import dev.gatehouse.http.answer.Forms;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.http.answer.OAuthFailures;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /introspect}, RFC 7662 §2, for clients that authenticate: whoever may ask can find out which tokens are good (§4). Not for
 * pages of other origins, since no secret belongs into one. The hint is not needed and not read.
 */
public final class IntrospectionEndpoint implements Endpoint {
  private final ClientAuthentication authentication;
  private final Introspection introspection;
  private final Decisions decisions;
  private final OAuthFailures failures;

  public IntrospectionEndpoint(
      ClientAuthentication authentication,
      Introspection introspection,
      Decisions decisions,
      Secrets secrets) {
    this.authentication = authentication;
    this.introspection = introspection;
    this.decisions = decisions;
    this.failures = new OAuthFailures(decisions, Step.INTROSPECTION, secrets);
  }

  @Override
  public void mount(Router router) {
    router
        .route(ServerEndpoint.INTROSPECTION.path())
        .handler(new AllowedMethods(HttpMethod.POST))
        .failureHandler(failures);
    router
        .post(ServerEndpoint.INTROSPECTION.path())
        .handler(Forms.body())
        .handler(this::introspect)
        .failureHandler(failures);
  }

  private void introspect(RoutingContext ctx) {
    Params params = Forms.form(ctx);
    authentication
        .authenticate(ctx, Step.INTROSPECTION, params)
        .map(IntrospectionEndpoint::confidential)
        .compose(client -> introspection
            .of(params.required("token"), client)
            .onSuccess(answer -> announce(client, answer)))
        .onSuccess(answer -> {
          ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
          JsonAnswer.send(ctx, 200, answer);
        })
        .onFailure(ctx::fail);
  }

  // RFC 7662 §2.1: anyone can say the client_id of a public client.
  private static Client confidential(Client client) {
    if (client.isPublic()) {
      throw OAuthException.of(
          OAuthError.INVALID_CLIENT,
          Cause.CLIENT_IS_PUBLIC,
          "introspection is for clients that authenticate, and this one is public (RFC 7662 section 2.1)");
    }
    return client;
  }

  private void announce(Client client, JsonObject answer) {
    decisions
        .granted(Step.INTROSPECTION)
        .client(client.id())
        .detail("active", answer.getBoolean("active").toString())
        .subject(answer.getString("sub", ""))
        .announce();
  }
}
