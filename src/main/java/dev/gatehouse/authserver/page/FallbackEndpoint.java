package dev.gatehouse.authserver.page;

import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.JsonAnswer;
import dev.gatehouse.http.JsonFailures;
import dev.gatehouse.http.Pages;
import dev.gatehouse.oauth.Secrets;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** What no other endpoint answers: 404 and 405, as a page for people and JSON for programs. Mounted last. */
public final class FallbackEndpoint implements Endpoint {
  private final String hint;
  private final Pages pages;
  private final JsonFailures failures;

  /** The hint sends those who look for the resource to it. */
  public FallbackEndpoint(List<String> resources, Pages pages, Secrets secrets) {
    this.hint =
        "nothing is served at this path; this is the authorization server, the MCP endpoint is "
            + String.join(" ", resources);
    this.pages = pages;
    this.failures = new JsonFailures(secrets);
  }

  @Override
  public void mount(Router router) {
    IntStream.of(400, 405, 413, 415, 500).forEach(status -> router.errorHandler(status, failures));
    router.route().handler(this::notFound);
  }

  private void notFound(RoutingContext ctx) {
    String accept = Objects.requireNonNullElse(ctx.request().getHeader(HttpHeaders.ACCEPT), "");
    if (accept.contains("text/html")) {
      pages.answer(ctx, 404, "notfound", Map.of());
    } else {
      JsonAnswer.error(ctx, 404, "not_found", hint);
    }
  }
}
