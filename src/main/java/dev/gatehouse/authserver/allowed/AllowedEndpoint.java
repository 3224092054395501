package dev.gatehouse.authserver.allowed;

import dev.gatehouse.authserver.page.PageFailures;
import dev.gatehouse.authserver.page.PageRoutes;
import dev.gatehouse.authserver.session.Browser;
import dev.gatehouse.authserver.session.Browsers;
import dev.gatehouse.authserver.session.FormTokens;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.Forms;
import dev.gatehouse.http.Pages;
import dev.gatehouse.http.SeeOther;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.store.BrowserSession;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET,POST /allowed}: what the user who is logged in allowed, and one click that ends it. Nobody else's is in reach. */
public final class AllowedEndpoint implements Endpoint {
  private static final String FORM = "allowed";

  private final Browsers browsers;
  private final FormTokens tokens;
  private final Allowances allowances;
  private final AllowedPage page;
  private final Pages pages;
  private final Decisions decisions;
  private final PageFailures failures;

  public AllowedEndpoint(
      Browsers browsers,
      FormTokens tokens,
      Allowances allowances,
      AllowedPage page,
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
    PageRoutes.mount(router, "/allowed", this::show, this::end, failures);
  }

  private void show(RoutingContext ctx) {
    browsers
        .welcome(ctx)
        .compose(browser -> {
          BrowserSession session = browser.session();
          return session == null ? toLogin(ctx) : show(ctx, browser, session.user(), "");
        })
        .onFailure(ctx::fail);
  }

  private void end(RoutingContext ctx) {
    Params params = Forms.form(ctx);
    String client = params.optional("client").orElse("");
    browsers
        .recognise(ctx)
        .map(known -> known.orElseThrow(FormTokens::stale))
        .compose(browser -> {
          tokens.require(browser, FORM, client, params);
          BrowserSession session = browser.session();
          return session == null
              ? Future.failedFuture(FormTokens.stale())
              : end(ctx, browser, session.user(), client);
        })
        .onFailure(ctx::fail);
  }

  private Future<Void> end(RoutingContext ctx, Browser browser, String user, String client) {
    return allowances
        .of(user)
        .map(before -> before.stream()
            .filter(one -> one.clientId().equals(client))
            .map(Allowance::name)
            .findFirst()
            .orElse(client))
        .compose(name -> allowances.end(user, client).compose(ended -> {
          decisions.granted(
              Step.REVOCATION, "client", client, "sub", user, "kind", "withdrawn by the user");
          return show(ctx, browser, user, name);
        }));
  }

  private Future<Void> show(RoutingContext ctx, Browser browser, String user, String ended) {
    return allowances
        .of(user)
        .map(all -> page.model(user, all, ended, client -> tokens.token(browser, FORM, client)))
        .onSuccess(model -> pages.answer(ctx, 200, "allowed", model))
        .mapEmpty();
  }

  // Whoever logs in without a client that asks comes here.
  private static Future<Void> toLogin(RoutingContext ctx) {
    SeeOther.to(ctx, "/login");
    return Future.succeededFuture();
  }
}
