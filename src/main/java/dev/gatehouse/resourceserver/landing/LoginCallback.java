package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.SeeOther;
import dev.gatehouse.http.page.BrowserCookie;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;

/** {@code GET /login/callback}: the authorization response, RFC 6749 §4.1.2. Reads as the list of its checks. */
final class LoginCallback implements Endpoint {
  private static final long LONGEST_LIFE = Duration.ofHours(8).toSeconds();

  private final String issuer;
  private final LoginClients clients;
  private final BrowserCookie cookie;
  private final PageSessions sessions;
  private final LoginProblems problems;
  private final Clock clock;

  LoginCallback(
      String issuer,
      LoginClients clients,
      BrowserCookie cookie,
      PageSessions sessions,
      LoginProblems problems,
      Clock clock) {
    this.issuer = issuer;
    this.clients = clients;
    this.cookie = cookie;
    this.sessions = sessions;
    this.problems = problems;
    this.clock = clock;
  }

  @Override
  public void mount(Router router) {
    router.get(ServerEndpoint.LANDING_CALLBACK.path()).handler(this::comeBack);
  }

  private void comeBack(RoutingContext context) {
    Params params = params(context.queryParams());
    Future.succeededFuture()
        .map(start -> ofThisBrowser(context, params))
        .compose(login -> clients.find().compose(client -> exchange(client, login, params)))
        .onSuccess(session -> welcome(context, session))
        .onFailure(failure -> problems.failed(context, params, failure));
  }

  // RFC 6749 §10.12: a response that this browser did not ask for would log it in as somebody else.
  private PendingLogin ofThisBrowser(RoutingContext context, Params params) {
    PendingLogin login = sessions
        .redeem(params.required("state"))
        .orElseThrow(() -> OAuthException.invalidRequest(
            Cause.LOGIN_ANSWER_UNEXPECTED, "This login was finished before, or took too long."));
    boolean same = cookie
        .read(context)
        .filter(value -> Secrets.same(Secrets.sha256(value), login.browser()))
        .isPresent();
    if (!same) {
      throw OAuthException.invalidRequest(
          Cause.LOGIN_ANSWER_UNEXPECTED, "This login was started in another browser.");
    }
    return login;
  }

  private Future<PageSession> exchange(LoginClient client, PendingLogin login, Params params) {
    if (!client.isFrom(issuer, params.optional("iss").orElse(""))) { // RFC 9207 §2.4
      throw OAuthException.invalidRequest(
          Cause.LOGIN_ISSUER_FOREIGN,
          "The answer does not come from the authorization server that was asked.");
    }
    if (params.has("error")) {
      throw problems.answered(params);
    }
    return client.exchange(login, params.required("code")).map(answer -> session(answer, login));
  }

  private PageSession session(JsonObject answer, PendingLogin login) {
    String token = answer.getString("access_token");
    long seconds = answer.getValue("expires_in") instanceof Number life ? life.longValue() : 3600;
    Instant end = clock.instant().plusSeconds(Math.min(Math.max(seconds, 0), LONGEST_LIFE));
    return new PageSession(
        token, ClaimRows.payload(token), LoginClient.granted(answer, login), end);
  }

  // A new cookie at login: whoever knew the old one has nothing (CWE-384).
  private void welcome(RoutingContext context, PageSession session) {
    cookie.read(context).ifPresent(sessions::end);
    sessions.save(cookie.renew(context), session);
    SeeOther.to(context, "/#try");
  }

  private static Params params(MultiMap query) {
    var values = new HashMap<String, List<String>>();
    query.names().forEach(name -> values.put(name, query.getAll(name)));
    return new Params(values);
  }
}
