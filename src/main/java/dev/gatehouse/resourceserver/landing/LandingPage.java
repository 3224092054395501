package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.http.page.BrowserCookie;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.uri.Loopback;
import dev.gatehouse.oauth.uri.WellKnown;
import dev.gatehouse.resourceserver.metadata.ResourceUrls;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /}: a page for a browser, a JSON pointer for a program. An MCP client that was given the bare origin is left alone. */
final class LandingPage implements Endpoint {
  // A client that never initializes is served without a session. TOKEN is put in by the page.
  private static final String CURL =
      "curl -s %s -H 'Authorization: Bearer TOKEN' -H 'Content-Type: application/json'"
          + " -H 'Accept: application/json, text/event-stream'"
          + " -d '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"whoami\",\"arguments\":{}}}'";

  private final Pages pages;
  private final LandingFacts facts;
  private final ResourceUrls urls;
  private final BrowserCookie cookie;
  private final PageSessions sessions;
  private final Clock clock;

  LandingPage(
      Pages pages,
      LandingFacts facts,
      ResourceUrls urls,
      BrowserCookie cookie,
      PageSessions sessions,
      Clock clock) {
    this.pages = pages;
    this.facts = facts;
    this.urls = urls;
    this.cookie = cookie;
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public void mount(Router router) {
    router
        .route(ServerEndpoint.LANDING_PAGE.path())
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::answer);
  }

  private void answer(RoutingContext context) {
    @Nullable String header = context.request().getHeader("Accept");
    String accept = header == null ? "" : header;
    if (accept.contains("text/event-stream")) {
      context.next();
      return;
    }
    context.response().putHeader("Vary", "Accept");
    if (accept.contains("text/html")) {
      pages.answer(context, 200, "landing", model(context));
    } else {
      JsonAnswer.send(context, 200, pointer(context));
    }
  }

  private JsonObject pointer(RoutingContext context) {
    String mcp = ServerEndpoint.MCP.at(urls.origin(context.request()));
    return new JsonObject()
        .put("name", "Gatehouse")
        .put("mcp", mcp)
        .put("issuer", facts.issuer())
        .put("resource_metadata", WellKnown.ofResource(mcp).get(0));
  }

  private Map<String, Object> model(RoutingContext context) {
    Optional<PageSession> session = cookie.read(context).flatMap(sessions::find);
    Scopes granted = session.map(PageSession::scopes).orElse(Scopes.NONE);
    String origin = urls.origin(context.request());
    String mcp = ServerEndpoint.MCP.at(origin);
    var model = new HashMap<String, Object>();
    model.put("version", facts.version());
    model.put("origin", origin);
    model.put("mcp", mcp);
    model.put("curl", CURL.formatted(mcp));
    model.put("issuer", facts.issuer());
    model.put("local", Loopback.isOrigin(origin));
    model.put("ownAuthServer", facts.ownAuthServer());
    model.put("watched", facts.watched());
    model.put("clientId", LoginClient.CLIENT_ID);
    model.put("redirectUri", ServerEndpoint.LANDING_CALLBACK.at(origin));
    model.put("users", facts.users().stream().map(LandingFacts.UserRow::model).toList());
    model.put(
        "scopes", facts.scopes().stream().map(LandingFacts.ScopeRow::model).toList());
    model.put("tools", tools(session.isPresent(), granted));
    session.ifPresent(found -> model.putAll(model(found)));
    return model;
  }

  private List<Map<String, Object>> tools(boolean loggedIn, Scopes granted) {
    return facts.tools().stream()
        .map(tool -> tool.model(loggedIn, tool.scope().isEmpty() || granted.contains(tool.scope())))
        .toList();
  }

  private Map<String, Object> model(PageSession session) {
    return Map.of(
        "loggedIn", true,
        "user", session.claims().getString("sub", ""),
        "granted", session.scopes().toString(),
        "claims", ClaimRows.of(session.claims(), clock.instant()),
        "ends", session.expiresAt().toString(),
        "endsIn", ClaimRows.relative(clock.instant(), session.expiresAt()));
  }
}
