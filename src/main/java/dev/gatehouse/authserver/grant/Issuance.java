package dev.gatehouse.authserver.grant;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.grant.Grant;
import dev.gatehouse.oauth.grant.RefreshPolicy;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.signing.AccessTokenMinter;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Makes the tokens of a grant: what every grant type does the same way. */
public final class Issuance {
  private final String issuer;
  private final Duration lifetime;
  private final RefreshPolicy refresh;
  private final AccessTokenMinter minter;
  private final Secrets secrets;
  private final Clock clock;

  public Issuance(
      String issuer,
      Duration lifetime,
      RefreshPolicy refresh,
      AccessTokenMinter minter,
      Secrets secrets,
      Clock clock) {
    this.issuer = issuer;
    this.lifetime = lifetime;
    this.refresh = refresh;
    this.minter = minter;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * An access token with these scopes, which are the grant's or fewer, but {@code offline_access}, bound to the key unless its thumbprint is empty; the refresh token, if
   * any, is passed through.
   */
  Future<TokenResponse> issue(
      Grant grant, Scopes scopes, String refreshToken, String keyThumbprint) {
    Instant now = clock.instant();
    var token = new AccessToken(
        issuer,
        grant.subject(),
        grant.resource(),
        grant.clientId(),
        grant.id() + '.' + secrets.next(12),
        scopes.minus(Scopes.OFFLINE_ACCESS),
        now,
        now.plus(lifetime),
        grant.ring(),
        keyThumbprint);
    return minter
        .mint(token)
        .map(jwt -> new TokenResponse(
            jwt, token.isBound(), lifetime, scopes, refreshToken, grant.subject()));
  }

  /** Of an access token. */
  Duration lifetime() {
    return lifetime;
  }

  /** Of refresh tokens. */
  RefreshPolicy refresh() {
    return refresh;
  }

  /** When a refresh token of the grant ends that is given now. */
  Instant refreshExpiry(Grant grant) {
    return refresh.expiry(grant, clock.instant());
  }

  /** A new refresh token; kept as its hash only. */
  String newRefreshToken() {
    return secrets.next();
  }
}
