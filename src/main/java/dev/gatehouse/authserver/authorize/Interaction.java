package dev.gatehouse.authserver.authorize;

import dev.gatehouse.authserver.approval.ConsentMemory;
import dev.gatehouse.authserver.identity.RingPolicy;
import dev.gatehouse.authserver.login.RecentLogin;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.oauth.grant.LoginRequirements;
import dev.gatehouse.store.BrowserSession;
import io.vertx.core.Future;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What a checked request needs of the person in front of the browser: a login, a decision, or nothing. OpenID Connect Core §3.1.2.3. */
public final class Interaction {
  private final RingPolicy rings;
  private final ConsentMemory memory;
  private final RecentLogin recentLogin;
  private final Clock clock;

  public Interaction(RingPolicy rings, ConsentMemory memory, RecentLogin recentLogin, Clock clock) {
    this.rings = rings;
    this.memory = memory;
    this.recentLogin = recentLogin;
    this.clock = clock;
  }

  /** What is needed. */
  sealed interface Need {
    /** Nobody is logged in, or not lately enough for the request or its scopes, or someone else is wanted. */
    record Login() implements Need {}

    /** The user must decide. */
    record UserDecision() implements Need {}

    /** Nothing: the user allowed this before. */
    record Nothing(BrowserSession session, Scopes granted) implements Need {}
  }

  /** Only a request that its client provably made for this server may need nothing; the package {@code approval} says why. */
  Future<Need> of(@Nullable BrowserSession session, AuthorizationRequest request, boolean proven) {
    LoginRequirements wish = request.login();
    if (session == null || wish.fresh() || wish.refuses(session.loggedInAt(), clock.instant())) {
      return Future.succeededFuture(new Need.Login());
    }
    // Before anything that was allowed earlier: what is remembered, the cookie alone would get.
    if (!recentLogin.suffices(session, request)) {
      return Future.succeededFuture(new Need.Login());
    }
    if (!proven || wish.asksConsent()) {
      return Future.succeededFuture(new Need.UserDecision());
    }
    Scopes wanted = rings.grantable(request.scopes(), session.ring());
    return memory
        .recall(session.user(), request)
        .map(found ->
            found.isPresent() && !wanted.isEmpty() && found.get().scopes().containsAll(wanted)
                ? new Need.Nothing(session, wanted)
                : new Need.UserDecision());
  }

  /** What {@code prompt=none} forbids to ask; OpenID Connect Core §3.1.2.6. */
  static OAuthException refusalToAsk(Need need) {
    return need instanceof Need.Login
        ? OAuthException.of(
            OAuthError.LOGIN_REQUIRED,
            Cause.LOGIN_REQUIRED,
            "no session is recent enough, and prompt=none forbids prompting")
        : OAuthException.of(
            OAuthError.CONSENT_REQUIRED,
            Cause.CONSENT_REQUIRED,
            "the user must decide, and prompt=none forbids prompting");
  }
}
