package dev.gatehouse.authserver.consent;

import dev.gatehouse.authserver.approval.Approval;
import dev.gatehouse.authserver.authorize.AuthorizationAnswer;
import dev.gatehouse.authserver.identity.RingPolicy;
import dev.gatehouse.authserver.login.RecentLogin;
import dev.gatehouse.authserver.page.PageFailures;
import dev.gatehouse.authserver.page.PageRoutes;
import dev.gatehouse.authserver.session.AuthorizationTransactions;
import dev.gatehouse.authserver.session.Browser;
import dev.gatehouse.authserver.session.BrowserFlow;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.Forms;
import dev.gatehouse.http.answer.SeeOther;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.store.BrowserSession;
import dev.gatehouse.store.PendingRequest;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET,POST /consent}: what the user lets the client have. Granted is what was asked for, what the user's ring may have, and what is
 * ticked, all three. What is remembered of it, and what that is good for, the package {@code approval} says.
 */
public final class ConsentEndpoint implements Endpoint {
  private static final String FORM = "consent";

  private final BrowserFlow flow;
  private final RingPolicy rings;
  private final Approval approval;
  private final RecentLogin recentLogin;
  private final AuthorizationAnswer answer;
  private final ConsentPage page;
  private final Decisions decisions;
  private final PageFailures failures;

  public ConsentEndpoint(
      BrowserFlow flow,
      RingPolicy rings,
      Approval approval,
      RecentLogin recentLogin,
      AuthorizationAnswer answer,
      ConsentPage page,
      Decisions decisions,
      PageFailures failures) {
    this.flow = flow;
    this.rings = rings;
    this.approval = approval;
    this.recentLogin = recentLogin;
    this.answer = answer;
    this.page = page;
    this.decisions = decisions;
    this.failures = failures;
  }

  @Override
  public void mount(Router router) {
    PageRoutes.mount(router, ServerEndpoint.CONSENT.path(), this::show, this::decide, failures);
  }

  private void show(RoutingContext ctx) {
    String id = Forms.query(ctx).optional(AuthorizationTransactions.FIELD).orElse("");
    browser(ctx)
        .compose(browser ->
            flow.transactions().find(browser, id).compose(pending -> show(ctx, browser, pending)))
        .onFailure(ctx::fail);
  }

  private Future<Void> show(RoutingContext ctx, Browser browser, PendingRequest pending) {
    BrowserSession session = browser.session();
    return session == null || mustLogInAgain(session, pending)
        ? toLogin(ctx, pending)
        : show(ctx, browser, session, pending, ConsentPrompt.first());
  }

  private Future<Void> show(
      RoutingContext ctx,
      Browser browser,
      BrowserSession session,
      PendingRequest pending,
      ConsentPrompt prompt) {
    if (!recentLogin.suffices(session, pending.request())) {
      return toLogin(ctx, pending);
    }
    String csrf = flow.forms().token(browser, FORM, pending.id());
    return approval
        .earlier(session.user(), pending.request())
        .map(before -> page.model(pending, session, csrf, before, prompt))
        .onSuccess(model -> flow.pages().answer(ctx, prompt.status(), "consent", model))
        .mapEmpty();
  }

  private static Future<Void> toLogin(RoutingContext ctx, PendingRequest pending) {
    SeeOther.to(
        ctx,
        ServerEndpoint.LOGIN.path() + '?' + AuthorizationTransactions.FIELD + '=' + pending.id());
    return Future.succeededFuture();
  }

  private void decide(RoutingContext ctx) {
    Params params = Forms.form(ctx);
    String id = params.optional(AuthorizationTransactions.FIELD).orElse("");
    browser(ctx)
        .compose(browser -> flow.transactions()
            .find(browser, id)
            .compose(pending -> decide(ctx, browser, pending, params)))
        .onFailure(ctx::fail);
  }

  // Whatever the form lacks, the request stays: nothing is used up before a decision is understood.
  private Future<Void> decide(
      RoutingContext ctx, Browser browser, PendingRequest pending, Params params) {
    BrowserSession session = browser.session();
    if (session == null || mustLogInAgain(session, pending)) {
      return toLogin(ctx, pending);
    }
    if (!flow.forms().matches(browser, FORM, pending.id(), params)) {
      decisions
          .refused(Step.CONSENT, Cause.FORM_EXPIRED)
          .because("the form is out of date")
          .announce();
      return show(ctx, browser, session, pending, ConsentPrompt.stale());
    }
    Scopes ticked = Scopes.of(params.all("scope"));
    return switch (String.join(" ", params.all("decision"))) {
      case "approve" -> approve(ctx, session, pending, ticked);
      case "deny" ->
        flow.transactions()
            .end(pending)
            .compose(ended -> deny(
                ctx,
                pending.request(),
                session.user(),
                Cause.CONSENT_DENIED,
                "the user denied the request"));
      default -> show(ctx, browser, session, pending, ConsentPrompt.undecided(ticked));
    };
  }

  // Asked once more of what is ticked: the page may have been open for hours.
  private Future<Void> approve(
      RoutingContext ctx, BrowserSession session, PendingRequest pending, Scopes ticked) {
    return recentLogin.suffices(session, pending.request(), ticked)
        ? flow.transactions()
            .end(pending)
            .compose(ended -> approve(ctx, pending.request(), session, ticked))
        : toLogin(ctx, pending);
  }

  private Future<Void> approve(
      RoutingContext ctx, AuthorizationRequest request, BrowserSession session, Scopes ticked) {
    String user = session.user();
    Scopes granted = rings.grantable(request.scopes(), session.ring()).and(ticked);
    if (granted.isEmpty()) {
      return deny(ctx, request, user, Cause.CONSENT_EMPTY, "the user granted none of the scopes");
    }
    return approval
        .grant(request, session, granted)
        .onSuccess(code -> {
          decisions
              .granted(Step.CONSENT)
              .client(request.client().id())
              .subject(user)
              .scopes(granted)
              .announce();
          answer.code(ctx, request.redirectUri(), request.state(), code);
        })
        .mapEmpty();
  }

  private Future<Void> deny(
      RoutingContext ctx, AuthorizationRequest request, String user, Cause cause, String reason) {
    decisions
        .refused(Step.CONSENT, cause)
        .client(request.client().id())
        .because(reason)
        .announce();
    return approval
        .deny(request, user)
        .onSuccess(forgotten -> answer.error(
            ctx,
            request.client(),
            request.redirectUri(),
            request.state(),
            OAuthException.of(OAuthError.ACCESS_DENIED, cause, reason),
            ""));
  }

  private Future<Browser> browser(RoutingContext ctx) {
    return flow.browsers()
        .recognise(ctx)
        .map(known -> known.orElseThrow(AuthorizationTransactions::ended));
  }

  private static boolean mustLogInAgain(BrowserSession session, PendingRequest pending) {
    return pending.request().login().refuses(session.loggedInAt(), pending.madeAt());
  }
}
