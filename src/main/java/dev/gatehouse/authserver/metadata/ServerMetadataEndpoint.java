package dev.gatehouse.authserver.metadata;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.access.Cors;
import dev.gatehouse.http.answer.AllowedMethods;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.jose.ClientJwks;
import dev.gatehouse.oauth.client.ClientAuthMethod;
import dev.gatehouse.oauth.client.GrantTypes;
import dev.gatehouse.oauth.grant.Pkce;
import dev.gatehouse.token.dpop.DpopProofKey;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** {@code GET /.well-known/oauth-authorization-server}: authorization server metadata, RFC 8414 §2. Says only what is served. */
public final class ServerMetadataEndpoint implements Endpoint {
  private final JsonObject metadata;
  private final Decisions decisions;

  /** Scopes are all that can be granted; {@code offline_access} is added, which asks for a refresh token and permits nothing. */
  public ServerMetadataEndpoint(
      String issuer, Collection<String> scopes, boolean takesDocuments, Decisions decisions) {
    this.decisions = decisions;
    var supported = new ArrayList<>(scopes);
    supported.add("offline_access");
    this.metadata = endpoints(issuer)
        .put("require_pushed_authorization_requests", false) // RFC 9126 §5
        .put("scopes_supported", new JsonArray(supported))
        .put("response_types_supported", new JsonArray().add("code"))
        .put("response_modes_supported", new JsonArray().add("query"))
        .put("grant_types_supported", new JsonArray(GrantTypes.ALL))
        .put("token_endpoint_auth_methods_supported", new JsonArray(ClientAuthMethod.names()))
        .put("token_endpoint_auth_signing_alg_values_supported", assertionAlgorithms())
        .put("revocation_endpoint_auth_signing_alg_values_supported", assertionAlgorithms())
        .put("introspection_endpoint_auth_signing_alg_values_supported", assertionAlgorithms())
        .put("revocation_endpoint_auth_methods_supported", new JsonArray(ClientAuthMethod.names()))
        .put(
            "introspection_endpoint_auth_methods_supported",
            new JsonArray(ClientAuthMethod.confidentialNames()))
        .put(
            "dpop_signing_alg_values_supported",
            new JsonArray(DpopProofKey.ALGORITHMS)) // RFC 9449 §5.1
        .put("code_challenge_methods_supported", new JsonArray().add(Pkce.S256))
        .put("prompt_values_supported", new JsonArray(List.of("none", "login", "consent")))
        .put("authorization_response_iss_parameter_supported", true) // RFC 9207 §3
        .put("client_id_metadata_document_supported", takesDocuments); // CIMD §5
  }

  @Override
  public void mount(Router router) {
    router
        .route(ServerEndpoint.SERVER_METADATA.path())
        .handler(Cors.open(HttpMethod.GET))
        .handler(new AllowedMethods(HttpMethod.GET, HttpMethod.HEAD))
        .handler(this::answer);
  }

  private static JsonObject endpoints(String issuer) {
    var metadata = new JsonObject().put("issuer", issuer);
    for (ServerEndpoint endpoint : ServerEndpoint.values()) {
      endpoint.member().ifPresent(member -> metadata.put(member, endpoint.at(issuer)));
    }
    return metadata;
  }

  private static JsonArray assertionAlgorithms() {
    return new JsonArray(ClientJwks.ALGORITHMS);
  }

  private void answer(RoutingContext ctx) {
    decisions.noted(Step.SERVER_METADATA).announce();
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
    JsonAnswer.send(ctx, 200, metadata);
  }
}
