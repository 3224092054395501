package dev.gatehouse.authserver.authorize;

import dev.gatehouse.authserver.approval.CodeIssuer;
import dev.gatehouse.authserver.authorize.Interaction.Need;
import dev.gatehouse.authserver.client.ClientDirectory;
import dev.gatehouse.authserver.page.PageFailures;
import dev.gatehouse.authserver.page.PageRoutes;
import dev.gatehouse.authserver.session.AuthorizationTransactions;
import dev.gatehouse.authserver.session.Browser;
import dev.gatehouse.authserver.session.BrowserFlow;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.address.RemoteAddress;
import dev.gatehouse.http.answer.Forms;
import dev.gatehouse.http.answer.SeeOther;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.store.PushedRequests;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET,POST /authorize}, RFC 6749 §3.1: checks the request, or takes what was pushed, and leads the browser to login or consent. */
public final class AuthorizeEndpoint implements Endpoint {
  private final ClientDirectory clients;
  private final PushedRequests pushed;
  private final AuthorizationChecks checks;
  private final AuthorizationAnswer answer;
  private final BrowserFlow flow;
  private final Interaction interaction;
  private final CodeIssuer codes;
  private final Secrets secrets;
  private final Decisions decisions;
  private final PageFailures failures;

  public AuthorizeEndpoint(
      ClientDirectory clients,
      PushedRequests pushed,
      AuthorizationChecks checks,
      AuthorizationAnswer answer,
      BrowserFlow flow,
      Interaction interaction,
      CodeIssuer codes,
      Secrets secrets,
      Decisions decisions,
      PageFailures failures) {
    this.clients = clients;
    this.pushed = pushed;
    this.checks = checks;
    this.answer = answer;
    this.flow = flow;
    this.interaction = interaction;
    this.codes = codes;
    this.secrets = secrets;
    this.decisions = decisions;
    this.failures = failures;
  }

  @Override
  public void mount(Router router) {
    PageRoutes.mount(
        router,
        ServerEndpoint.AUTHORIZATION.path(),
        ctx -> authorize(ctx, Forms.query(ctx)),
        this::submitted,
        failures);
  }

  // The form of another site arrives without our cookie, which is SameSite=Lax, and a new one would
  // log the user out. Its parameters come again by GET, and the cookie with them.
  private void submitted(RoutingContext ctx) {
    Params params = Forms.form(ctx);
    boolean foreign = "cross-site".equals(ctx.request().getHeader("Sec-Fetch-Site"));
    if (foreign && !flow.browsers().isKnown(ctx)) {
      SeeOther.to(ctx, ServerEndpoint.AUTHORIZATION.path() + '?' + Forms.asQuery(ctx));
    } else {
      authorize(ctx, params);
    }
  }

  private void authorize(RoutingContext ctx, Params params) {
    client(params)
        .compose(client ->
            isPushed(params) ? leadPushed(ctx, client, params) : leadFresh(ctx, client, params))
        .onFailure(ctx::fail);
  }

  private Future<Void> leadFresh(RoutingContext ctx, Client client, Params params) {
    String redirectUri = redirectUri(client, params);
    return Future.succeededFuture()
        .map(proven -> checks.request(client, redirectUri, params))
        .compose(request -> lead(ctx, request, false))
        .recover(failure -> answerClient(
            ctx, client, redirectUri, AuthorizationChecks.stateToEcho(params), failure));
  }

  // RFC 9126 §4: what the client pushed counts, and was checked then; whatever else stands in the
  // URL was written by anyone, and does not (RFC 9101 §6.3).
  private Future<Void> leadPushed(RoutingContext ctx, Client client, Params params) {
    String reference = params.required("request_uri");
    if (params.has("request")) {
      throw OAuthException.invalidRequest(
          Cause.REQUEST_OBJECT_UNSUPPORTED,
          "request goes with no request_uri (RFC 9101 section 5)");
    }
    return pushed
        .take(Secrets.sha256(reference), client.id())
        .map(found -> found.orElseThrow(AuthorizationPages::noPushedRequest).request())
        .compose(request -> lead(ctx, request, !request.client().isPublic())
            .recover(failure ->
                answerClient(ctx, client, request.redirectUri(), request.state(), failure)));
  }

  private static boolean isPushed(Params params) {
    return params.all("request_uri").stream()
        .anyMatch(uri -> uri.startsWith(PushedRequestEndpoint.PREFIX));
  }

  // Until client and redirect URI are proven a fault is a page; after that it goes to the client.
  // RFC 6749 §4.1.2.1.
  private String redirectUri(Client client, Params params) {
    try {
      return checks.redirectUri(client, params);
    } catch (OAuthException fault) {
      String sent = String.join(" ", params.all("redirect_uri"));
      throw AuthorizationPages.redirectUri(fault.cause(), fault.description(), client, sent);
    }
  }

  private Future<Client> client(Params params) {
    List<String> ids = params.all("client_id");
    if (ids.size() != 1 || ids.get(0).isBlank()) {
      return Future.failedFuture(AuthorizationPages.withoutClient(
          ids.size() > 1 ? Cause.PARAMETER_REPEATED : Cause.PARAMETER_MISSING,
          ids.size() > 1 ? "client_id is given more than once." : "client_id is missing.",
          String.join(" ", ids).strip()));
    }
    String redirectUri = String.join(" ", params.all("redirect_uri"));
    return clients
        .find(ids.get(0))
        .recover(failure ->
            Future.failedFuture(AuthorizationPages.noSuchClient(failure, ids.get(0), redirectUri)));
  }

  private Future<Void> lead(RoutingContext ctx, AuthorizationRequest request, boolean proven) {
    AcceptedRequest.announce(decisions, Step.AUTHORIZATION_REQUEST, request);
    return flow.browsers()
        .welcome(ctx)
        .compose(browser -> interaction
            .of(browser.session(), request, proven)
            .compose(need -> lead(ctx, browser, request, need)));
  }

  private Future<Void> lead(
      RoutingContext ctx, Browser browser, AuthorizationRequest request, Need need) {
    if (need instanceof Need.Nothing nothing) {
      return answerAsBefore(ctx, request, nothing);
    }
    if (request.login().silent()) {
      return Future.failedFuture(Interaction.refusalToAsk(need));
    }
    ServerEndpoint page =
        need instanceof Need.Login ? ServerEndpoint.LOGIN : ServerEndpoint.CONSENT;
    return flow.transactions()
        .begin(browser, RemoteAddress.of(ctx), request)
        .onSuccess(pending -> goTo(ctx, page.path(), pending.id()))
        .mapEmpty();
  }

  private Future<Void> answerAsBefore(
      RoutingContext ctx, AuthorizationRequest request, Need.Nothing before) {
    return codes
        .issue(request, before.session(), before.granted())
        .onSuccess(code -> {
          decisions
              .granted(Step.CONSENT)
              .client(request.client().id())
              .subject(before.session().user())
              .scopes(before.granted())
              .detail("kind", "remembered")
              .announce();
          answer.code(ctx, request.redirectUri(), request.state(), code);
        })
        .mapEmpty();
  }

  private static void goTo(RoutingContext ctx, String page, String transaction) {
    SeeOther.to(ctx, page + '?' + AuthorizationTransactions.FIELD + '=' + transaction);
  }

  private Future<Void> answerClient(
      RoutingContext ctx,
      Client client,
      String redirectUri,
      @Nullable String state,
      Throwable failure) {
    if (!(failure instanceof OAuthException refusal)) {
      return Future.failedFuture(failure);
    }
    String id = secrets.next(6);
    decisions
        .refused(Step.AUTHORIZATION_REQUEST, refusal)
        .client(client.id())
        .detail("id", id)
        .announce();
    answer.error(ctx, client, redirectUri, state, refusal, id);
    return Future.succeededFuture();
  }
}
