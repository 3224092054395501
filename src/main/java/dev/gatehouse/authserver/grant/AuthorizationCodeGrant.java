package dev.gatehouse.authserver.grant;

import dev.gatehouse.authserver.client.ProvenKey;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.GrantTypes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.grant.AuthorizationCode;
import dev.gatehouse.oauth.grant.Grant;
import dev.gatehouse.oauth.grant.Pkce;
import dev.gatehouse.oauth.uri.ResourceIndicators;
import dev.gatehouse.store.AuthorizationCodes;
import dev.gatehouse.store.AuthorizationCodes.Redemption;
import dev.gatehouse.store.Grants;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/** Authorization code grant, RFC 6749 §4.1.3 with PKCE (RFC 7636). */
public final class AuthorizationCodeGrant implements TokenGrant {
  private final AuthorizationCodes codes;
  private final Grants grants;
  private final Issuance issuance;
  private final Clock clock;

  public AuthorizationCodeGrant(
      AuthorizationCodes codes, Grants grants, Issuance issuance, Clock clock) {
    this.codes = codes;
    this.grants = grants;
    this.issuance = issuance;
    this.clock = clock;
  }

  @Override
  public String type() {
    return GrantTypes.AUTHORIZATION_CODE;
  }

  @Override
  public Future<TokenResponse> exchange(Client client, Params params, ProvenKey key) {
    // RFC 7636 §4.6: every code here was asked for with a challenge, so that its grant needs the
    // proof.
    String verifier = params
        .optional("code_verifier")
        .orElseThrow(() -> OAuthException.of(
            OAuthError.INVALID_GRANT, Cause.CODE_VERIFIER_INVALID, "code_verifier is missing"));
    String hash = Secrets.sha256(params.required("code"));
    return codes
        .awaits(hash)
        .compose(awaited -> awaited ? key.use() : Future.succeededFuture())
        .compose(ready -> codes.redeem(hash))
        .compose(this::orRevokeWhatAReplayGave)
        .map(code -> checked(code, client, params, verifier))
        .map(grant -> openTo(grant, key.thumbprint()))
        .compose(grant -> issue(hash, grant, client, key.thumbprint()));
  }

  // RFC 6749 §4.1.2: a code that comes again after it gave tokens was stolen by one of the two;
  // neither keeps what it got. Of those that come at once one gets tokens, and the others nothing
  // that would have to be ended.
  private Future<AuthorizationCode> orRevokeWhatAReplayGave(Redemption redemption) {
    if (redemption instanceof Redemption.Fresh fresh) {
      return Future.succeededFuture(fresh.code());
    }
    if (redemption instanceof Redemption.Spent spent) {
      return grants
          .revoke(spent.code().grant())
          .compose(revoked -> Future.failedFuture(OAuthException.invalidGrant(
              Cause.CODE_REPLAYED,
              "the code was used before: what it gave is revoked (RFC 6749 section 4.1.2)")));
    }
    return Future.failedFuture(
        redemption instanceof Redemption.Taken
            ? OAuthException.invalidGrant(Cause.CODE_REPLAYED, "the code was used before")
            : OAuthException.invalidGrant(Cause.CODE_UNKNOWN, "no such code"));
  }

  private Grant checked(AuthorizationCode code, Client client, Params params, String verifier) {
    Grant grant = code.grant();
    if (!grant.clientId().equals(client.id())) {
      throw OAuthException.invalidGrant(
          Cause.CODE_FOREIGN, "the code was issued to another client");
    }
    if (!clock.instant().isBefore(code.expiresAt())) {
      throw OAuthException.invalidGrant(Cause.CODE_EXPIRED, "the code has expired");
    }
    // OAuth 2.1 §4.1.3 drops the parameter; a client that sends it must mean where the code went
    // (RFC 6749 §4.1.3).
    if (!params.optional("redirect_uri").orElse(code.redirectUri()).equals(code.redirectUri())) {
      throw OAuthException.invalidGrant(
          Cause.REDIRECT_URI_MISMATCH, "redirect_uri is not the one of the authorization request");
    }
    Pkce.verify(verifier, code.codeChallenge());
    ResourceIndicators.requireSubset(
        params.all("resource"), List.of(grant.resource())); // RFC 8707 §2.2
    return grant;
  }

  // RFC 9449 §10: a code that was asked for with a key is worth nothing without it.
  private static Grant openTo(Grant grant, String keyThumbprint) {
    if (!grant.isOpenTo(keyThumbprint)) {
      throw OAuthException.invalidGrant(
          Cause.KEY_MISMATCH, "the code is bound to another key: dpop_jkt");
    }
    return grant;
  }

  // RFC 9449 §5: a public client has nothing else that its refresh token could be bound to; any
  // other authenticates, and may change its keys.
  private Future<TokenResponse> issue(
      String codeHash, Grant asked, Client client, String keyThumbprint) {
    Grant grant = asked.boundTo(client.isPublic() ? keyThumbprint : "");
    boolean refreshes = client.mayUse(GrantTypes.REFRESH_TOKEN);
    String refreshToken = refreshes ? issuance.newRefreshToken() : "";
    Future<Boolean> begun = refreshes
        ? grants.open(grant, Secrets.sha256(refreshToken), issuance.refreshExpiry(grant))
        : grants.extend(grant, clock.instant().plus(issuance.lifetime()));
    return begun.compose(lives -> lives
        ? codes
            .spent(codeHash)
            .compose(noted -> issuance.issue(grant, grant.scopes(), refreshToken, keyThumbprint))
        : Future.failedFuture(OAuthException.invalidGrant(
            Cause.GRANT_ENDED,
            "the grant has ended: the user withdrew it, or allowed too many others since")));
  }
}
