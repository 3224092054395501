package dev.gatehouse.resourceserver.metadata;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.access.Cors;
import dev.gatehouse.http.answer.EndpointHint;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.uri.WellKnown;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * What no other endpoint answers: 404, and where to ask instead. A client that takes the resource server for the authorization server (the
 * fallback of MCP 2025-03-26, dropped in 2025-06-18) is given the issuer's address. No redirect: clients refuse those, and a code or token
 * must not travel on. Mounted last.
 */
public final class NotFoundHints implements Endpoint {
  private final String issuer;
  private final ResourceUrls urls;
  private final Decisions decisions;

  public NotFoundHints(String issuer, ResourceUrls urls, Decisions decisions) {
    this.issuer = issuer;
    this.urls = urls;
    this.decisions = decisions;
  }

  @Override
  public void mount(Router router) {
    router.route().handler(Cors.open(HttpMethod.GET, HttpMethod.POST)).handler(this::answer);
  }

  private void answer(RoutingContext ctx) {
    Optional<EndpointHint> sought = EndpointHint.at(ctx.normalizedPath());
    if (sought.filter(EndpointHint::isOfAuthorizationServer).isPresent()) {
      decisions
          .noted(Step.SERVER_METADATA, Cause.WRONG_SERVER)
          .detail("path", ctx.normalizedPath())
          .because("the client asks the resource server for the authorization server")
          .announce();
    }
    String detail = sought.map(found -> hint(ctx, found)).orElse("nothing is served at this path");
    JsonAnswer.error(ctx, 404, "not_found", detail);
  }

  private String hint(RoutingContext ctx, EndpointHint sought) {
    String mcp = ServerEndpoint.MCP.at(urls.origin(ctx.request()));
    return switch (sought) {
      case MCP ->
        "the MCP endpoint is " + mcp
            + ", for Streamable HTTP; the transport HTTP with SSE of 2024-11-05 is not served";
      case RESOURCE_METADATA ->
        "the metadata of " + mcp + " is at " + WellKnown.ofResource(mcp).get(0);
      case SERVER_METADATA -> "ask the authorization server at " + issuer;
      default ->
        "ask the authorization server at " + issuer + ": its metadata names its " + sought.title();
    };
  }
}
