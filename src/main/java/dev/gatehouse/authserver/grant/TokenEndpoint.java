package dev.gatehouse.authserver.grant;

import dev.gatehouse.authserver.client.ClientAuthentication;
import dev.gatehouse.authserver.client.KeyProof;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.access.Cors;
import dev.gatehouse.http.answer.AllowedMethods;
import dev.gatehouse.http.answer.Forms;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.http.answer.OAuthFailures;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.GrantTypes;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code POST /token}, RFC 6749 §3.2. Does what no grant may forget: one grant type, a proven client that may use it, no caching. */
public final class TokenEndpoint implements Endpoint {
  private final ClientAuthentication authentication;
  private final KeyProof keyProof;
  private final List<TokenGrant> grants;
  private final Decisions decisions;
  private final OAuthFailures failures;

  public TokenEndpoint(
      ClientAuthentication authentication,
      KeyProof keyProof,
      List<TokenGrant> grants,
      Decisions decisions,
      Secrets secrets) {
    this.authentication = authentication;
    this.keyProof = keyProof;
    this.grants = List.copyOf(grants);
    this.decisions = decisions;
    this.failures = new OAuthFailures(decisions, Step.TOKEN, secrets);
  }

  @Override
  public void mount(Router router) {
    router
        .route(ServerEndpoint.TOKEN.path())
        .handler(Cors.open(HttpMethod.POST))
        .handler(new AllowedMethods(HttpMethod.POST))
        .failureHandler(failures);
    router
        .post(ServerEndpoint.TOKEN.path())
        .handler(Forms.body())
        .handler(this::exchange)
        .failureHandler(failures);
  }

  private void exchange(RoutingContext ctx) {
    Params params = Forms.form(ctx);
    TokenGrant grant = grantOf(params);
    Step step = grant.type().equals(GrantTypes.REFRESH_TOKEN) ? Step.REFRESH : Step.TOKEN;
    authentication
        .authenticate(ctx, step, params)
        .compose(client -> exchange(ctx, grant, client, params, step))
        .onSuccess(response -> write(ctx, response))
        .onFailure(ctx::fail);
  }

  private TokenGrant grantOf(Params params) {
    String type = params.required("grant_type");
    return grants.stream()
        .filter(grant -> grant.type().equals(type))
        .findFirst()
        .orElseThrow(() -> OAuthException.of(
            OAuthError.UNSUPPORTED_GRANT_TYPE,
            Cause.GRANT_TYPE_UNSUPPORTED,
            "grant_type must be one of " + String.join(", ", GrantTypes.ALL)));
  }

  private Future<TokenResponse> exchange(
      RoutingContext ctx, TokenGrant grant, Client client, Params params, Step step) {
    if (!client.mayUse(grant.type())) {
      throw OAuthException.of(
          OAuthError.UNAUTHORIZED_CLIENT,
          Cause.GRANT_TYPE_UNREGISTERED,
          "the client did not register the grant type " + grant.type());
    }
    return keyProof
        .read(ctx, client)
        .compose(key -> grant.exchange(client, params, key))
        .onSuccess(response -> decisions
            .granted(step)
            .client(client.id())
            .subject(response.subject())
            .scopes(response.scopes())
            .announce());
  }

  private static void write(RoutingContext ctx, TokenResponse response) {
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("Pragma", "no-cache");
    JsonAnswer.send(ctx, 200, response.toJson());
  }
}
