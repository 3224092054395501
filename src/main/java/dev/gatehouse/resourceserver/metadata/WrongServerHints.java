package dev.gatehouse.resourceserver.metadata;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Cors;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.JsonAnswer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Tells a client that takes the resource server for the authorization server (the fallback of MCP 2025-03-26, dropped in 2025-06-18) where
 * to ask instead: 404, and the issuer's address. No redirect: clients refuse those, and a code or token must not travel on.
 */
public final class WrongServerHints implements Endpoint {
  private static final List<String> PATHS = List.of(
      "/authorize",
      "/token",
      "/register",
      "/revoke",
      "/introspect",
      "/oauth/jwks",
      "/.well-known/oauth-authorization-server*",
      "/.well-known/openid-configuration*",
      "/mcp/.well-known/*");

  private final String issuer;
  private final Decisions decisions;

  public WrongServerHints(String issuer, Decisions decisions) {
    this.issuer = issuer;
    this.decisions = decisions;
  }

  @Override
  public void mount(Router router) {
    PATHS.forEach(path -> router
        .route(path)
        .handler(Cors.open(HttpMethod.GET, HttpMethod.POST))
        .handler(this::answer));
  }

  private void answer(RoutingContext ctx) {
    decisions.noted(
        Step.SERVER_METADATA,
        "path",
        ctx.normalizedPath(),
        "reason",
        "the client asks the resource server for the authorization server",
        "rule",
        "RFC 9728 §5");
    JsonAnswer.error(ctx, 404, "not_found", "ask the authorization server at " + issuer);
  }
}
