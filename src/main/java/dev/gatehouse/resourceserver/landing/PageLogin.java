package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.address.RemoteAddress;
import dev.gatehouse.http.answer.SeeOther;
import dev.gatehouse.http.limit.RequestLimits;
import dev.gatehouse.http.page.BrowserCookie;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.resourceserver.metadata.ResourceUrls;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

/** {@code POST /login} sends the browser to the authorization server; {@code POST /login/end} forgets who came back from there. */
final class PageLogin implements Endpoint {
  private final ResourceUrls urls;
  private final LoginClients clients;
  private final BrowserCookie cookie;
  private final PageSessions sessions;
  private final LoginProblems problems;
  private final Secrets secrets;
  private final Clock clock;

  PageLogin(
      ResourceUrls urls,
      LoginClients clients,
      BrowserCookie cookie,
      PageSessions sessions,
      LoginProblems problems,
      Secrets secrets,
      Clock clock) {
    this.urls = urls;
    this.clients = clients;
    this.cookie = cookie;
    this.sessions = sessions;
    this.problems = problems;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public void mount(Router router) {
    var body = RequestLimits.body(RequestLimits.FORM);
    router.post(ServerEndpoint.LANDING_LOGIN.path()).handler(body).handler(this::begin);
    router.post(ServerEndpoint.LANDING_LOGOUT.path()).handler(body).handler(this::end);
  }

  private void begin(RoutingContext context) {
    if (!isOurs(context)) {
      return;
    }
    try {
      PendingLogin login =
          pending(context, Scopes.of(context.request().formAttributes().getAll("scope")));
      clients
          .find()
          .onSuccess(client -> {
            sessions.begin(login, RemoteAddress.of(context));
            SeeOther.to(context, client.authorizationUrl(login));
          })
          .onFailure(failure -> problems.noAuthorizationServer(context));
    } catch (OAuthException refused) {
      problems.refused(context, refused.cause(), 400, refused.description());
    }
  }

  private PendingLogin pending(RoutingContext context, Scopes scopes) {
    String origin = urls.origin(context.request());
    // A visitor who is logged in keeps that until the new login has come back.
    String browser = cookie
        .read(context)
        .filter(value -> sessions.find(value).isPresent())
        .orElseGet(() -> cookie.renew(context));
    return new PendingLogin(
        secrets.next(),
        secrets.next(),
        Secrets.sha256(browser),
        ServerEndpoint.LANDING_CALLBACK.at(origin),
        ServerEndpoint.MCP.at(origin),
        scopes,
        clock.instant().plus(PageSessions.LOGIN_TIME));
  }

  // The token is given back as well, so that nothing of the session works any more.
  private void end(RoutingContext context) {
    if (!isOurs(context)) {
      return;
    }
    Future<Void> revoked = cookie
        .read(context)
        .flatMap(sessions::end)
        .map(session -> clients.find().compose(client -> client.revoke(session.accessToken())))
        .orElseGet(Future::succeededFuture);
    cookie.clear(context);
    revoked.onComplete(done -> SeeOther.to(context, "/"));
  }

  private boolean isOurs(RoutingContext context) {
    boolean ours = SameOrigin.sentByForm(context.request(), urls.origin(context.request()));
    if (!ours) {
      problems.refused(
          context, Cause.FORM_EXPIRED, 403, "This was not sent by the start page of this server.");
    }
    return ours;
  }
}
