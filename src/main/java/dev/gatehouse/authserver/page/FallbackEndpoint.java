package dev.gatehouse.authserver.page;

import dev.gatehouse.handshake.QuotedText;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.EndpointHint;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.http.answer.JsonFailures;
import dev.gatehouse.http.page.ErrorPages;
import dev.gatehouse.http.page.Navigation;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.uri.WellKnown;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What no other endpoint answers: addresses that there are not, and failures that nobody rendered; a page for people, with the id of its
 * log line, and JSON for programs. Mounted last.
 */
public final class FallbackEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger("gatehouse");

  private final String issuer;
  private final List<String> resources;
  private final Pages pages;
  private final Secrets secrets;
  private final JsonFailures failures;

  /** Who looks for an endpoint of this server at another path, or for the resource, is told where it is. */
  public FallbackEndpoint(String issuer, List<String> resources, Pages pages, Secrets secrets) {
    this.issuer = issuer;
    this.resources = List.copyOf(resources);
    this.pages = pages;
    this.secrets = secrets;
    this.failures = new JsonFailures(secrets);
  }

  @Override
  public void mount(Router router) {
    IntStream.of(400, 404, 405, 413, 415, 500)
        .forEach(status -> router.errorHandler(status, this::failed));
    router.errorHandler(404, this::notFound); // "OPTIONS *", which comes to no route
    router.route().handler(this::notFound);
  }

  private void notFound(RoutingContext ctx) {
    String hint = "nothing is served at this path; " + hint(ctx);
    if (!Navigation.isOf(ctx.request())) {
      JsonAnswer.error(ctx, 404, "not_found", hint);
      return;
    }
    String id = secrets.next(6);
    LOG.info("not_found id={} path={}", id, path(ctx));
    pages.answer(
        ctx, 404, "notfound", Map.of("id", id, "hint", ErrorPages.hint(hint), "home", "/"));
  }

  private String hint(RoutingContext ctx) {
    String path = Objects.requireNonNullElse(ctx.request().path(), "");
    return EndpointHint.at(path).map(this::hint).orElseGet(() -> hint(EndpointHint.MCP));
  }

  private String hint(EndpointHint sought) {
    return switch (sought) {
      case MCP ->
        "this is the authorization server, the MCP endpoint is " + String.join(" ", resources);
      case RESOURCE_METADATA ->
        "this is the authorization server, the metadata of the MCP server is at "
            + resources.stream()
                .map(resource -> WellKnown.ofResource(resource).get(0))
                .collect(Collectors.joining(" "));
      case SERVER_METADATA ->
        "this is OAuth without OpenID Connect: the metadata is at "
            + WellKnown.ofIssuer(issuer).get(0);
      case USER_INFO ->
        "this is OAuth without OpenID Connect, and has no userinfo endpoint: the access token says in sub who the user is";
      default ->
        "the " + sought.title() + " is "
            + sought.endpoint().map(endpoint -> endpoint.at(issuer)).orElse(issuer);
    };
  }

  private void failed(RoutingContext ctx) {
    if (ctx.response().headWritten() || !Navigation.isOf(ctx.request())) {
      failures.handle(ctx);
      return;
    }
    String id = secrets.next(6);
    PageFault fault = PageFailures.fault(ctx);
    if (fault.status() >= 500) {
      LOG.error("server_error id={} path={}", id, path(ctx), QuotedText.failure(ctx.failure()));
    } else {
      LOG.info("refused id={} status={} path={}", id, fault.status(), path(ctx));
    }
    pages.answer(ctx, fault.status(), "error", fault.model(id, ""));
  }

  private static String path(RoutingContext ctx) {
    return QuotedText.path(Objects.requireNonNullElse(ctx.request().path(), ""));
  }
}
