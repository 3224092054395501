package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.http.limit.RequestLimits;
import dev.gatehouse.http.page.BrowserCookie;
import dev.gatehouse.oauth.uri.Loopback;
import dev.gatehouse.resourceserver.metadata.ResourceUrls;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * {@code POST /login/token}: hands the visitor's token to the page's script, to be copied. On this computer alone, where it is for trying
 * things out; elsewhere the token never comes near a script (draft-ietf-oauth-browser-based-apps §6.1).
 */
final class PageToken implements Endpoint {
  private final ResourceUrls urls;
  private final BrowserCookie cookie;
  private final PageSessions sessions;

  PageToken(ResourceUrls urls, BrowserCookie cookie, PageSessions sessions) {
    this.urls = urls;
    this.cookie = cookie;
    this.sessions = sessions;
  }

  @Override
  public void mount(Router router) {
    router
        .post(ServerEndpoint.LANDING_TOKEN.path())
        .handler(RequestLimits.body(RequestLimits.FORM))
        .handler(this::answer);
  }

  private void answer(RoutingContext context) {
    String origin = urls.origin(context.request());
    Optional<PageSession> session = cookie.read(context).flatMap(sessions::find);
    context.response().putHeader("Cache-Control", "no-store");
    if (!Loopback.isOrigin(origin) || !SameOrigin.sent(context.request(), origin)) {
      JsonAnswer.error(
          context,
          403,
          "forbidden",
          "only the start page of this server, on this computer, may ask");
    } else if (session.isEmpty()) {
      JsonAnswer.error(context, 401, "not_logged_in", "log in on the start page again");
    } else {
      JsonAnswer.send(
          context, 200, new JsonObject().put("access_token", session.get().accessToken()));
    }
  }
}
