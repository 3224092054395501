package dev.gatehouse.authserver.allowed;

import dev.gatehouse.authserver.page.PageFailures;
import dev.gatehouse.authserver.page.PageRoutes;
import dev.gatehouse.authserver.session.Browser;
import dev.gatehouse.authserver.session.Browsers;
import dev.gatehouse.authserver.session.FormTokens;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.Forms;
import dev.gatehouse.http.answer.SeeOther;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.store.BrowserSession;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code GET,POST /allowed}: what the user who is logged in allowed, and one click that ends it. Nobody else's is in reach. */
public final class AuthorizedClientsEndpoint implements Endpoint {
  /** The parameter, here and at the login, that names the client which the person wants to end; asked, never done. */
  public static final String WISH = "end";

  private static final String FORM = "allowed";
  private static final String CLIENT = "client";

  private final Browsers browsers;
  private final FormTokens tokens;
  private final AuthorizedClients allowances;
  private final AuthorizedClientsPage page;
  private final Pages pages;
  private final Decisions decisions;
  private final PageFailures failures;

  public AuthorizedClientsEndpoint(
      Browsers browsers,
      FormTokens tokens,
      AuthorizedClients allowances,
      AuthorizedClientsPage page,
      Pages pages,
      Decisions decisions,
      PageFailures failures) {
    this.browsers = browsers;
    this.tokens = tokens;
    this.allowances = allowances;
    this.page = page;
    this.pages = pages;
    this.decisions = decisions;
    this.failures = failures;
  }

  @Override
  public void mount(Router router) {
    PageRoutes.mount(
        router, ServerEndpoint.AUTHORIZED_CLIENTS.path(), this::show, this::end, failures);
  }

  private void show(RoutingContext ctx) {
    String wish = Forms.query(ctx).optional(WISH).orElse("");
    browsers
        .welcome(ctx)
        .compose(browser -> {
          BrowserSession session = browser.session();
          return session == null
              ? toLogin(ctx, wish)
              : show(ctx, browser, 200, AuthorizedClientsNotice.asked(wish), session.user());
        })
        .onFailure(ctx::fail);
  }

  // Nothing ends by a form that is out of date, and nothing is lost by it: the person is asked
  // again, after a login where there is none any more.
  private void end(RoutingContext ctx) {
    Params params = Forms.form(ctx);
    String client = params.optional(CLIENT).orElse("");
    browsers
        .welcome(ctx)
        .compose(browser -> {
          BrowserSession session = browser.session();
          if (session == null) {
            return toLogin(ctx, client);
          }
          return tokens.matches(browser, FORM, client, params)
              ? end(ctx, browser, session.user(), client)
              : askAgain(ctx, browser, session.user(), client);
        })
        .onFailure(ctx::fail);
  }

  private Future<Void> askAgain(RoutingContext ctx, Browser browser, String user, String client) {
    decisions
        .refused(Step.REVOCATION, Cause.FORM_EXPIRED)
        .because("the form is out of date")
        .announce();
    return show(ctx, browser, 403, AuthorizedClientsNotice.asked(client), user);
  }

  private Future<Void> end(RoutingContext ctx, Browser browser, String user, String client) {
    return allowances
        .of(user)
        .map(before -> nameOf(client, before))
        .compose(name -> allowances.end(user, client).compose(ended -> {
          decisions
              .granted(Step.REVOCATION)
              .client(client)
              .subject(user)
              .detail("kind", "withdrawn by the user")
              .announce();
          return show(ctx, browser, 200, AuthorizedClientsNotice.ended(name), user);
        }));
  }

  private static Optional<String> nameOf(String client, List<AuthorizedClient> allowances) {
    return allowances.stream()
        .filter(one -> one.clientId().equals(client))
        .map(AuthorizedClient::name)
        .findFirst();
  }

  private Future<Void> show(
      RoutingContext ctx, Browser browser, int status, AuthorizedClientsNotice news, String user) {
    return allowances
        .of(user)
        .map(all -> page.model(user, all, news, client -> tokens.token(browser, FORM, client)))
        .onSuccess(model -> pages.answer(ctx, status, "allowed", model))
        .mapEmpty();
  }

  // Whoever logs in without a client that asks comes here, and is asked about the wish.
  private static Future<Void> toLogin(RoutingContext ctx, String wish) {
    String query =
        wish.isEmpty() ? "" : '?' + WISH + '=' + URLEncoder.encode(wish, StandardCharsets.UTF_8);
    SeeOther.to(ctx, ServerEndpoint.LOGIN.path() + query);
    return Future.succeededFuture();
  }
}
