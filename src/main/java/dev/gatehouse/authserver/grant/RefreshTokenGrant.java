package dev.gatehouse.authserver.grant;

import dev.gatehouse.authserver.client.ProvenKey;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.GrantTypes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.grant.Grant;
import dev.gatehouse.oauth.grant.RefreshToken;
import dev.gatehouse.oauth.uri.ResourceIndicators;
import dev.gatehouse.store.Grants;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Refresh token grant, RFC 6749 §6, with rotation: a token works once. Its replay ends the family (RFC 9700 §4.14.2), unless it comes so
 * soon that two requests at once are likelier than a thief; the package says why it gets nothing even then.
 */
public final class RefreshTokenGrant implements TokenGrant {
  private final Grants grants;
  private final Issuance issuance;
  private final boolean rotation;
  private final Clock clock;

  /** Without rotation a token works until it ends. */
  public RefreshTokenGrant(Grants grants, Issuance issuance, boolean rotation, Clock clock) {
    this.grants = grants;
    this.issuance = issuance;
    this.rotation = rotation;
    this.clock = clock;
  }

  @Override
  public String type() {
    return GrantTypes.REFRESH_TOKEN;
  }

  @Override
  public Future<TokenResponse> exchange(Client client, Params params, ProvenKey key) {
    String presented = params.required("refresh_token");
    return grants
        .find(Secrets.sha256(presented))
        .map(found -> owned(found, client, key.thumbprint()))
        .compose(this::orEndTheFamily)
        .compose(grant -> renew(grant, presented, params, key));
  }

  // Another client that has the token, or a thief without its key, does the owner no harm with it,
  // not even by a replay.
  private static RefreshToken owned(
      Optional<RefreshToken> found, Client client, String keyThumbprint) {
    RefreshToken token = living(found);
    if (!token.grant().clientId().equals(client.id())) {
      throw OAuthException.invalidGrant(
          Cause.REFRESH_TOKEN_FOREIGN, "the refresh token was issued to another client");
    }
    if (!token.grant().isOpenTo(keyThumbprint)) {
      throw OAuthException.invalidGrant(
          Cause.KEY_MISMATCH, "the refresh token is bound to another key (RFC 9449)");
    }
    return token;
  }

  private static RefreshToken living(Optional<RefreshToken> found) {
    return found.orElseThrow(() -> OAuthException.invalidGrant(
        Cause.REFRESH_TOKEN_UNKNOWN, "no such refresh token, or its grant has ended"));
  }

  // Before anything else is checked: a replay is one whatever it asks for.
  private Future<Grant> orEndTheFamily(RefreshToken token) {
    return switch (issuance.refresh().use(token, clock.instant())) {
      case FIRST -> Future.succeededFuture(token.grant());
      case RACED ->
        Future.failedFuture(
            OAuthException.invalidGrant(
                Cause.REFRESH_RACED,
                "the refresh token was used before, a moment ago: its family lives on (RFC 9700 section 4.14.2)"));
      case REPLAYED ->
        grants
            .revoke(token.grant())
            .compose(
                revoked -> Future.failedFuture(
                    OAuthException.invalidGrant(
                        Cause.REFRESH_REPLAYED,
                        "the refresh token was used before: its family is revoked (RFC 9700 section 4.14.2)")));
    };
  }

  // Checked before the token is used up: a request that asks for too much costs its owner nothing.
  private Future<TokenResponse> renew(Grant grant, String presented, Params params, ProvenKey key) {
    ResourceIndicators.requireSubset(
        params.all("resource"), List.of(grant.resource())); // RFC 8707 §2.2
    Scopes scopes = narrowed(grant, params);
    String hash = Secrets.sha256(presented);
    String successor = rotation ? issuance.newRefreshToken() : presented;
    return key.use()
        .compose(used -> rotation
            ? grants.rotate(hash, Secrets.sha256(successor), issuance.refreshExpiry(grant))
            : grants.keep(hash, issuance.refreshExpiry(grant)))
        .map(RefreshTokenGrant::living)
        .compose(this::orEndTheFamily)
        .compose(renewed -> issuance.issue(renewed, scopes, successor, key.thumbprint()));
  }

  // RFC 6749 §6: fewer scopes than granted, never another one. offline_access permits nothing, so
  // that asking for it in vain is no mistake.
  private static Scopes narrowed(Grant grant, Params params) {
    Scopes asked = Scopes.parse(params.optional("scope").orElse(""));
    Scopes rights = asked.minus(Scopes.OFFLINE_ACCESS);
    if (rights.isEmpty()) {
      return grant.scopes();
    }
    if (!grant.scopes().containsAll(rights)) {
      throw OAuthException.of(
              OAuthError.INVALID_SCOPE,
              Cause.REFRESH_WIDENS,
              "a refresh never widens: the grant has '" + grant.scopes() + "'")
          .with("held", grant.scopes().toString());
    }
    return asked.and(grant.scopes());
  }
}
