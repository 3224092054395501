package dev.gatehouse.authserver.login;

import dev.gatehouse.authserver.allowed.AuthorizedClientsEndpoint;
import dev.gatehouse.authserver.identity.AuthenticatedUser;
import dev.gatehouse.authserver.page.PageFailures;
import dev.gatehouse.authserver.page.PageRoutes;
import dev.gatehouse.authserver.session.AuthorizationTransactions;
import dev.gatehouse.authserver.session.Browser;
import dev.gatehouse.authserver.session.BrowserFlow;
import dev.gatehouse.authserver.session.FormTokens;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.address.RemoteAddress;
import dev.gatehouse.http.answer.Forms;
import dev.gatehouse.http.answer.SeeOther;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.settings.model.UserSettings;
import dev.gatehouse.store.BrowserSession;
import dev.gatehouse.store.PendingRequest;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET,POST /login}: the form that asks who is there. With a {@code transaction} it goes on to the consent page of that request;
 * without one it goes on to what the user allowed.
 */
public final class LoginEndpoint implements Endpoint {
  private static final String FORM = "login";

  private final BrowserFlow flow;
  private final LoginGuard guard;
  private final KnownDevices devices;
  private final RecentLogin recentLogin;
  private final List<UserSettings> shownUsers;
  private final Decisions decisions;
  private final PageFailures failures;

  /** The shown users stand on the page with their passwords: demo users, and only on loopback. */
  public LoginEndpoint(
      BrowserFlow flow,
      LoginGuard guard,
      KnownDevices devices,
      RecentLogin recentLogin,
      List<UserSettings> shownUsers,
      Decisions decisions,
      PageFailures failures) {
    this.flow = flow;
    this.guard = guard;
    this.devices = devices;
    this.recentLogin = recentLogin;
    this.shownUsers = List.copyOf(shownUsers);
    this.decisions = decisions;
    this.failures = failures;
  }

  @Override
  public void mount(Router router) {
    PageRoutes.mount(router, ServerEndpoint.LOGIN.path(), this::show, this::logIn, failures);
  }

  private void show(RoutingContext ctx) {
    Params params = Forms.query(ctx);
    flow.browsers()
        .welcome(ctx)
        .compose(browser -> occasion(browser, params)
            .onSuccess(occasion -> answer(ctx, browser, occasion, LoginPrompt.first(occasion))))
        .onFailure(ctx::fail);
  }

  private void logIn(RoutingContext ctx) {
    Params params = Forms.form(ctx);
    flow.browsers()
        .recognise(ctx)
        .map(known -> known.orElseThrow(FormTokens::stale))
        .compose(browser -> occasion(browser, params)
            .compose(occasion -> flow.forms().matches(browser, FORM, occasion.transaction(), params)
                ? logIn(ctx, browser, occasion, params)
                : askAgain(ctx, browser, occasion)))
        .onFailure(ctx::fail);
  }

  // Someone logged in in another tab since the form was shown, or it was forged: nothing of it
  // counts, and the person gets a fresh one.
  private Future<Void> askAgain(RoutingContext ctx, Browser browser, LoginPurpose occasion) {
    decisions
        .refused(Step.LOGIN, Cause.FORM_EXPIRED)
        .because("the form is out of date")
        .announce();
    answer(ctx, browser, occasion, LoginPrompt.stale(occasion));
    return Future.succeededFuture();
  }

  private Future<Void> logIn(
      RoutingContext ctx, Browser browser, LoginPurpose occasion, Params params) {
    var claimed = new LoginAttempt(params.optional("username").orElse(""), RemoteAddress.of(ctx));
    LoginAttempt attempt = claimed.with(devices.find(ctx, claimed));
    return guard.check(attempt, params.optional("password").orElse("")).compose(decision -> {
      if (decision instanceof LoginGuard.LoginCheck.Accepted accepted) {
        devices.remember(ctx, attempt);
        return logIn(ctx, browser, occasion, accepted.user());
      }
      refuse(
          ctx,
          browser,
          occasion,
          attempt.user(),
          ((LoginGuard.LoginCheck.Refused) decision).result());
      return Future.succeededFuture();
    });
  }

  private Future<Void> logIn(
      RoutingContext ctx, Browser browser, LoginPurpose occasion, AuthenticatedUser user) {
    decisions.granted(Step.LOGIN).user(user.name()).announce();
    return flow.browsers()
        .logIn(ctx, browser, user.name(), user.ring())
        .onSuccess(renewed -> SeeOther.to(ctx, occasion.next()))
        .mapEmpty();
  }

  private void refuse(
      RoutingContext ctx, Browser browser, LoginPurpose occasion, String name, LoginResult why) {
    announce(why, name);
    answer(ctx, browser, occasion, LoginPrompt.after(why, name));
  }

  // A name that nobody has may be a password in the wrong field: not for the log.
  private void announce(LoginResult verdict, String user) {
    boolean known = guard.hasUser(user);
    boolean stranger = verdict.outcome() == LoginResult.Outcome.WRONG && !known;
    decisions
        .refused(Step.LOGIN, stranger ? Cause.USER_UNKNOWN : verdict.outcome().cause())
        .user(known ? user : "")
        .because(stranger ? "unknown user name" : verdict.outcome().reason())
        .announce();
  }

  private Future<LoginPurpose> occasion(Browser browser, Params params) {
    String transaction = params.optional(AuthorizationTransactions.FIELD).orElse("");
    return transaction.isEmpty()
        ? Future.succeededFuture(
            LoginPurpose.ofOwn(params.optional(AuthorizedClientsEndpoint.WISH).orElse("")))
        : flow.transactions()
            .find(browser, transaction)
            .map(pending -> occasion(browser.session(), pending));
  }

  private LoginPurpose occasion(@Nullable BrowserSession session, PendingRequest pending) {
    var occasion = LoginPurpose.of(pending.id(), pending.request());
    return session == null
        ? occasion
        : occasion.again(session.user(), recentLogin.reason(session, pending.request()));
  }

  private void answer(
      RoutingContext ctx, Browser browser, LoginPurpose occasion, LoginPrompt asked) {
    List<Map<String, String>> demo = shownUsers.stream()
        .map(one -> Map.of("name", one.name(), "password", one.password()))
        .toList();
    if (!asked.pause().isZero()) {
      ctx.response().putHeader("Retry-After", Long.toString(asked.pauseSeconds()));
    }
    flow.pages()
        .answer(
            ctx,
            asked.status(),
            "login",
            Map.ofEntries(
                Map.entry("clientName", occasion.client()),
                Map.entry("clientVerified", occasion.verified()),
                Map.entry("transaction", occasion.transaction()),
                Map.entry("ending", occasion.ending()),
                Map.entry("csrf", flow.forms().token(browser, FORM, occasion.transaction())),
                Map.entry("username", asked.user()),
                Map.entry("reason", occasion.reason()),
                Map.entry("failed", asked.failed()),
                Map.entry("message", asked.message()),
                Map.entry("demoUsers", demo)));
  }
}
