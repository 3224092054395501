package dev.gatehouse.authserver.grant;

import dev.gatehouse.oauth.Client;
import dev.gatehouse.oauth.Grant;
import dev.gatehouse.oauth.GrantTypes;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.ResourceIndicators;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.store.Grants;
import dev.gatehouse.store.Grants.Rotation;
import io.vertx.core.Future;
import java.util.List;

/** Refresh token grant, RFC 6749 §6, with rotation: a token works once, and its replay ends the family (RFC 9700 §4.14.2). */
public final class RefreshTokenGrant implements TokenGrant {
  private final Grants grants;
  private final Issuance issuance;

  public RefreshTokenGrant(Grants grants, Issuance issuance) {
    this.grants = grants;
    this.issuance = issuance;
  }

  @Override
  public String type() {
    return GrantTypes.REFRESH_TOKEN;
  }

  @Override
  public Future<TokenResponse> exchange(Client client, Params params) {
    String presented = Secrets.sha256(params.required("refresh_token"));
    return grants.findByRefreshToken(presented).compose(found -> {
      Grant grant = checked(
          found.orElseThrow(
              () -> OAuthException.invalidGrant("no such refresh token, or its grant has ended")),
          client,
          params);
      Scopes scopes = narrowed(grant, params);
      String successor = issuance.newRefreshToken();
      return grants
          .rotate(presented, Secrets.sha256(successor))
          .compose(rotation -> orEndTheFamily(rotation, grant))
          .compose(rotated -> issuance.issue(grant, scopes, successor));
    });
  }

  // Checked before the token is used up: a request that another client sends, or that asks for too
  // much, costs its owner nothing.
  private static Grant checked(Grant grant, Client client, Params params) {
    if (!grant.clientId().equals(client.id())) {
      throw OAuthException.invalidGrant("the refresh token was issued to another client");
    }
    ResourceIndicators.requireSubset(
        params.all("resource"), List.of(grant.resource())); // RFC 8707 §2.2
    return grant;
  }

  // RFC 6749 §6: fewer scopes than granted, never another one; offline_access was never one that
  // permits anything.
  private static Scopes narrowed(Grant grant, Params params) {
    Scopes asked =
        Scopes.parse(params.optional("scope").orElse("")).minus(Scopes.of("offline_access"));
    if (asked.isEmpty()) {
      return grant.scopes();
    }
    if (!grant.scopes().containsAll(asked)) {
      throw OAuthException.of(
          OAuthError.INVALID_SCOPE,
          "a refresh never widens: the grant has '" + grant.scopes() + "'");
    }
    return asked;
  }

  private Future<Void> orEndTheFamily(Rotation rotation, Grant grant) {
    return switch (rotation) {
      case ROTATED -> Future.succeededFuture();
      case UNKNOWN -> Future.failedFuture(OAuthException.invalidGrant("the grant has ended"));
      case REPLAYED ->
        grants
            .revoke(grant)
            .compose(
                revoked -> Future.failedFuture(
                    OAuthException.invalidGrant(
                        "the refresh token was used before: its family is revoked (RFC 9700 section 4.14.2)")));
    };
  }
}
