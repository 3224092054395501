package dev.gatehouse.authserver.logout;

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
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.oauth.Params;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** {@code GET,POST /logout}: ends the browser's session. Asks first, so that a link elsewhere logs nobody out. */
public final class LogoutEndpoint implements Endpoint {
  private static final String FORM = "logout";

  private final Browsers browsers;
  private final FormTokens tokens;
  private final Pages pages;
  private final Decisions decisions;
  private final PageFailures failures;

  public LogoutEndpoint(
      Browsers browsers,
      FormTokens tokens,
      Pages pages,
      Decisions decisions,
      PageFailures failures) {
    this.browsers = browsers;
    this.tokens = tokens;
    this.pages = pages;
    this.decisions = decisions;
    this.failures = failures;
  }

  @Override
  public void mount(Router router) {
    PageRoutes.mount(router, ServerEndpoint.LOGOUT.path(), this::ask, this::logOut, failures);
  }

  private void ask(RoutingContext ctx) {
    browsers
        .recognise(ctx)
        .onSuccess(known -> answer(
            ctx,
            known.map(LogoutEndpoint::user).orElse(""),
            known.map(browser -> tokens.token(browser, FORM, "")).orElse(""),
            false))
        .onFailure(ctx::fail);
  }

  private void logOut(RoutingContext ctx) {
    Params params = Forms.form(ctx);
    browsers
        .recognise(ctx)
        .map(known -> known.orElseThrow(FormTokens::stale))
        .compose(browser -> {
          tokens.require(browser, FORM, "", params);
          return end(ctx, browser);
        })
        .onFailure(ctx::fail);
  }

  private Future<Void> end(RoutingContext ctx, Browser browser) {
    String user = user(browser);
    return browsers.logOut(ctx, browser).onSuccess(ended -> {
      decisions.granted(Step.LOGOUT).user(user).announce();
      answer(ctx, user, "", true);
    });
  }

  private void answer(RoutingContext ctx, String user, String csrf, boolean done) {
    pages.answer(ctx, 200, "logout", Map.of("user", user, "csrf", csrf, "done", done));
  }

  private static String user(Browser browser) {
    return browser.session() == null ? "" : browser.session().user();
  }
}
