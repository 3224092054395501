package dev.gatehouse.authserver.approval;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.grant.AuthorizationCode;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.oauth.grant.Grant;
import dev.gatehouse.store.AuthorizationCodes;
import dev.gatehouse.store.BrowserSession;
import dev.gatehouse.store.Clients;
import dev.gatehouse.store.Grants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Makes the code that comes of a consent, RFC 6749 §4.1.2: 256 random bits, kept as their hash. */
public final class CodeIssuer {
  private final AuthorizationCodes codes;
  private final Clients clients;
  private final Grants grants;
  private final Duration codeLifetime;
  private final Duration grantLifetime;
  private final Secrets secrets;
  private final Clock clock;

  public CodeIssuer(
      AuthorizationCodes codes,
      Clients clients,
      Grants grants,
      Duration codeLifetime,
      Duration grantLifetime,
      Secrets secrets,
      Clock clock) {
    this.codes = codes;
    this.clients = clients;
    this.grants = grants;
    this.codeLifetime = codeLifetime;
    this.grantLifetime = grantLifetime;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** The code for what the user of the session granted: fewer scopes than were asked for, or all of them. */
  public Future<String> issue(
      AuthorizationRequest request, BrowserSession session, Scopes granted) {
    String code = secrets.next();
    Instant now = clock.instant();
    var grant = new Grant(
        secrets.next(12),
        request.client().id(),
        session.user(),
        session.ring(),
        request.offline() ? granted.plus(Scopes.OFFLINE_ACCESS) : granted,
        request.resource(),
        request.binding().keyThumbprint(),
        now.plus(grantLifetime));
    return codes
        .save(new AuthorizationCode(
            Secrets.sha256(code),
            grant,
            request.redirectUri(),
            request.binding().challenge(),
            now.plus(codeLifetime)))
        .compose(saved -> grants.begin(grant, now.plus(codeLifetime)))
        .compose(begun -> clients.authorized(request.client().id(), session.user()))
        .map(code);
  }
}
