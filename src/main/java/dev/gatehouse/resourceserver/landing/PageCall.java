package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.http.limit.RequestLimits;
import dev.gatehouse.http.page.BrowserCookie;
import dev.gatehouse.resourceserver.metadata.ResourceUrls;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /login/call}: calls a tool for the page's script with the token that is kept for the visitor. Takes the name of a tool and its
 * arguments and nothing else: no address, no header, no method that a page could choose.
 */
final class PageCall implements Endpoint {
  private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

  private final ResourceUrls urls;
  private final BrowserCookie cookie;
  private final PageSessions sessions;
  private final McpCall mcp;

  PageCall(ResourceUrls urls, BrowserCookie cookie, PageSessions sessions, McpCall mcp) {
    this.urls = urls;
    this.cookie = cookie;
    this.sessions = sessions;
    this.mcp = mcp;
  }

  @Override
  public void mount(Router router) {
    router
        .post(ServerEndpoint.LANDING_CALL.path())
        .handler(RequestLimits.body(RequestLimits.FORM))
        .handler(this::call);
  }

  private void call(RoutingContext context) {
    String origin = urls.origin(context.request());
    Optional<PageSession> session = cookie.read(context).flatMap(sessions::find);
    Optional<JsonObject> body = body(context);
    if (!SameOrigin.sent(context.request(), origin)) {
      JsonAnswer.error(
          context, 403, "forbidden", "only the start page of this server may call this");
    } else if (session.isEmpty()) {
      JsonAnswer.error(context, 401, "not_logged_in", "log in on the start page again");
    } else if (body.isEmpty()) {
      JsonAnswer.error(
          context, 400, "invalid_request", "send JSON: {\"tool\": name, \"arguments\": {…}}");
    } else {
      forward(context, ServerEndpoint.MCP.at(origin), session.get(), body.get());
    }
  }

  private void forward(RoutingContext context, String url, PageSession session, JsonObject body) {
    context.response().putHeader("Cache-Control", "no-store");
    mcp.send(url, session.accessToken(), body.getString("tool"), body.getJsonObject("arguments"))
        .onSuccess(exchange -> JsonAnswer.send(context, 200, exchange))
        .onFailure(failure ->
            JsonAnswer.error(context, 502, "no_answer", url + " gave no answer to this server"));
  }

  // JSON only: a form of another page cannot send that without asking first (CORS preflight).
  private static Optional<JsonObject> body(RoutingContext context) {
    @Nullable String type = context.request().getHeader("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(context.body().asJsonObject()).filter(PageCall::isCall);
    } catch (DecodeException | ClassCastException notAnObject) {
      return Optional.empty();
    }
  }

  private static boolean isCall(JsonObject body) {
    return body.getValue("tool") instanceof String tool
        && TOOL.matcher(tool).matches()
        && body.getValue("arguments") instanceof JsonObject;
  }
}
