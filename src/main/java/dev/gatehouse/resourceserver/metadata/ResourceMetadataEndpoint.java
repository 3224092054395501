package dev.gatehouse.resourceserver.metadata;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.access.Cors;
import dev.gatehouse.http.answer.AllowedMethods;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.token.dpop.DpopProofKey;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;

/**
 * Protected resource metadata, RFC 9728 §2 and §3: one document for the MCP endpoint and one for the bare origin, each naming as
 * {@code resource} what its own URL was built from (§3.3).
 *
 * <p>{@code scopes_supported} is what a person can use at once: reading, and their own notes. A client that reads the challenge asks for the
 * one scope named there, the minimum (MCP authorization, "Scope Selection Strategy"), and steps up; but one that reads only this document
 * cannot step up (Inspector 1, guided flow), and would be left with {@code echo}. The consent page has a tick box per scope for the
 * rest. Administration is never offered here, nor is {@code offline_access}, which is no scope of a resource.
 */
public final class ResourceMetadataEndpoint implements Endpoint {
  private final ResourceUrls urls;
  private final ResourceDescription description;
  private final Scopes scopes;
  private final Decisions decisions;

  public ResourceMetadataEndpoint(
      ResourceUrls urls, ResourceDescription description, Decisions decisions) {
    this.urls = urls;
    this.description = description;
    this.scopes = Scopes.of(description.scopes().tokens().stream()
        .filter(scope -> !Scopes.isWide(scope))
        .toList());
    this.decisions = decisions;
  }

  @Override
  public void mount(Router router) {
    urls.metadataPaths().forEach(path -> mount(router, path));
  }

  private void mount(Router router, String path) {
    router
        .route(path)
        .handler(Cors.open(HttpMethod.GET))
        .handler(new AllowedMethods(HttpMethod.GET, HttpMethod.HEAD))
        .handler(this::answer);
  }

  private void answer(RoutingContext ctx) {
    String origin = urls.origin(ctx.request());
    String resource = origin
        + ctx.normalizedPath().substring(ServerEndpoint.RESOURCE_METADATA.path().length());
    decisions.noted(Step.RESOURCE_METADATA).resource(resource).announce();
    JsonAnswer.send(ctx, 200, document(origin, resource));
  }

  private JsonObject document(String origin, String resource) {
    var document = new JsonObject()
        .put("resource", resource)
        .put("authorization_servers", JsonArray.of(description.issuer()))
        .put("bearer_methods_supported", JsonArray.of("header"))
        .put("scopes_supported", new JsonArray(new ArrayList<>(scopes.tokens())))
        .put("resource_name", description.name())
        .put("dpop_signing_alg_values_supported", new JsonArray(DpopProofKey.ALGORITHMS));
    if (description.documented()) {
      document.put("resource_documentation", origin + "/");
    }
    return description.dpopRequired()
        ? document.put("dpop_bound_access_tokens_required", true)
        : document;
  }
}
