package dev.gatehouse.authserver.login;

import dev.gatehouse.authserver.identity.RingPolicy;
import dev.gatehouse.authserver.page.RelativeTime;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.oauth.grant.LoginRequirements;
import dev.gatehouse.oauth.grant.Reauthentication;
import dev.gatehouse.store.BrowserSession;
import java.time.Clock;

/**
 * Whether somebody logged in recently enough for the scopes that a client would get, by {@link Reauthentication}. Asked of the scopes that the
 * user can grant, at each step of a request: what is remembered, and what was begun before, spare nobody the password.
 */
public final class RecentLogin {
  private final RingPolicy rings;
  private final Reauthentication rule;
  private final Clock clock;

  public RecentLogin(RingPolicy rings, Reauthentication rule, Clock clock) {
    this.rings = rings;
    this.rule = rule;
    this.clock = clock;
  }

  /** Whether it is recent enough for everything that is asked for. */
  public boolean suffices(BrowserSession session, AuthorizationRequest request) {
    return suffices(session, request, request.scopes());
  }

  /** Whether it is recent enough for those scopes of the request. */
  public boolean suffices(BrowserSession session, AuthorizationRequest request, Scopes ticked) {
    Scopes granted = grantable(session, request).and(ticked);
    return !rule.refuses(granted, session.loggedInAt(), clock.instant());
  }

  /** For people: why a password is asked for although somebody is logged in; empty where it is their own wish. */
  String reason(BrowserSession session, AuthorizationRequest request) {
    String user = "You are logged in as " + session.user();
    if (!suffices(session, request)) {
      return user + ", but the client asks for " + rule.of(grantable(session, request))
          + ". That needs a password given in the last " + RelativeTime.inWords(rule.maxAge())
          + ", so that no program gets it by your login alone.";
    }
    LoginRequirements wish = request.login();
    return wish.fresh() || wish.refuses(session.loggedInAt(), clock.instant())
        ? user + ", but the client asks for a new login to be sure that it is you."
        : "";
  }

  private Scopes grantable(BrowserSession session, AuthorizationRequest request) {
    return rings.grantable(request.scopes(), session.ring());
  }
}
