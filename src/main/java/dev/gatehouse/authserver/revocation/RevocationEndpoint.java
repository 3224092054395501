package dev.gatehouse.authserver.revocation;

import dev.gatehouse.authserver.client.ClientAuthentication;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.access.Cors;
import dev.gatehouse.http.answer.AllowedMethods;
import dev.gatehouse.http.answer.Forms;
import dev.gatehouse.http.answer.OAuthFailures;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.grant.Grant;
import dev.gatehouse.store.Grants;
import dev.gatehouse.store.Revocations;
import dev.gatehouse.token.signing.OwnTokens;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /revoke}, RFC 7009. A refresh token ends with its whole family, access tokens included; an access token ends alone. What is
 * not the client's, or no token, is answered 200 like the rest and changes nothing (§2.2). The hint is not needed and not read.
 */
public final class RevocationEndpoint implements Endpoint {
  private final ClientAuthentication authentication;
  private final Grants grants;
  private final Revocations revocations;
  private final OwnTokens ownTokens;
  private final Decisions decisions;
  private final OAuthFailures failures;

  public RevocationEndpoint(
      ClientAuthentication authentication,
      Grants grants,
      Revocations revocations,
      OwnTokens ownTokens,
      Decisions decisions,
      Secrets secrets) {
    this.authentication = authentication;
    this.grants = grants;
    this.revocations = revocations;
    this.ownTokens = ownTokens;
    this.decisions = decisions;
    this.failures = new OAuthFailures(decisions, Step.REVOCATION, secrets);
  }

  @Override
  public void mount(Router router) {
    router
        .route(ServerEndpoint.REVOCATION.path())
        .handler(Cors.open(HttpMethod.POST))
        .handler(new AllowedMethods(HttpMethod.POST))
        .failureHandler(failures);
    router
        .post(ServerEndpoint.REVOCATION.path())
        .handler(Forms.body())
        .handler(this::revoke)
        .failureHandler(failures);
  }

  private void revoke(RoutingContext ctx) {
    Params params = Forms.form(ctx);
    authentication
        .authenticate(ctx, Step.REVOCATION, params)
        .compose(client -> revoke(client, params.required("token")))
        .onSuccess(done ->
            ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end())
        .onFailure(ctx::fail);
  }

  private Future<Void> revoke(Client client, String token) {
    return grants
        .find(Secrets.sha256(token))
        .compose(found -> found
            .map(refreshToken -> revokeFamily(client, refreshToken.grant()))
            .orElseGet(() -> revokeAccessToken(client, token)));
  }

  private Future<Void> revokeFamily(Client client, Grant grant) {
    if (!grant.clientId().equals(client.id())) {
      return nothing(client, "the refresh token was issued to another client");
    }
    decisions
        .granted(Step.REVOCATION)
        .client(client.id())
        .subject(grant.subject())
        .detail("kind", "refresh_token")
        .announce();
    return grants.revoke(grant);
  }

  private Future<Void> revokeAccessToken(Client client, String token) {
    return ownTokens
        .read(token)
        .map(claims -> {
          if (!claims.clientId().equals(client.id())) {
            return nothing(client, "the access token was issued to another client");
          }
          decisions
              .granted(Step.REVOCATION)
              .client(client.id())
              .subject(claims.subject())
              .detail("kind", "access_token")
              .announce();
          return revocations.revokeToken(claims);
        })
        .orElseGet(() -> nothing(client, "no such token"));
  }

  private Future<Void> nothing(Client client, String reason) {
    decisions
        .refused(Step.REVOCATION, Cause.REVOCATION_TARGET_UNKNOWN)
        .client(client.id())
        .because(reason)
        .announce();
    return Future.succeededFuture();
  }
}
