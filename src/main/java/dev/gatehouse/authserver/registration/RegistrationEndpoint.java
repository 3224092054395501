package dev.gatehouse.authserver.registration;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.AllowedMethods;
import dev.gatehouse.http.Cors;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.JsonAnswer;
import dev.gatehouse.http.OAuthFailures;
import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.json.StrictJson;
import dev.gatehouse.oauth.Client;
import dev.gatehouse.oauth.ClientAuthMethod;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.store.Clients;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * {@code POST /register}: dynamic client registration, RFC 7591 §3. Open to anyone, as MCP clients need it; takes nothing that it is told
 * about ids, secrets or other clients, and fetches nothing.
 */
public final class RegistrationEndpoint implements Endpoint {
  private static final int LARGEST_BODY = 64 * 1024;

  private final Clients clients;
  private final Scopes knownScopes;
  private final MetadataSchema schema = new MetadataSchema();
  private final Secrets secrets;
  private final Clock clock;
  private final Decisions decisions;
  private final OAuthFailures failures;

  public RegistrationEndpoint(
      Clients clients, Scopes knownScopes, Secrets secrets, Clock clock, Decisions decisions) {
    this.clients = clients;
    this.knownScopes = knownScopes;
    this.secrets = secrets;
    this.clock = clock;
    this.decisions = decisions;
    this.failures = new OAuthFailures(decisions, Step.REGISTRATION, secrets);
  }

  @Override
  public void mount(Router router) {
    router
        .route("/register")
        .handler(Cors.open(HttpMethod.POST))
        .handler(new AllowedMethods(HttpMethod.POST))
        .failureHandler(failures);
    router
        .post("/register")
        .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
        .handler(this::register)
        .failureHandler(failures);
  }

  private void register(RoutingContext ctx) {
    ClientMetadata metadata = ClientMetadata.read(body(ctx), knownScopes);
    String secret = metadata.authMethod() == ClientAuthMethod.NONE ? "" : secrets.next();
    clients
        .register(client(metadata, secret))
        .onSuccess(client -> {
          decisions.granted(
              Step.REGISTRATION,
              "client",
              client.id(),
              "name",
              client.name(),
              "auth",
              client.authMethod().wire(),
              "redirects",
              String.join(" ", client.redirectUris()));
          ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
          JsonAnswer.send(ctx, 201, answer(client, metadata, secret));
        })
        .onFailure(ctx::fail);
  }

  // A page of another site can send text/plain without preflight, but not JSON: the type is part of
  // the protection.
  private JsonObject body(RoutingContext ctx) {
    String type = Objects.requireNonNullElse(ctx.request().getHeader(HttpHeaders.CONTENT_TYPE), "");
    if (!type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json")) {
      throw invalid("send the client metadata as application/json (RFC 7591 section 3.1)");
    }
    try {
      JsonObject body =
          StrictJson.object(Objects.requireNonNullElseGet(ctx.body().buffer(), Buffer::buffer));
      List<String> absent =
          body.fieldNames().stream().filter(name -> body.getValue(name) == null).toList();
      absent.forEach(body::remove); // clients send null for what they leave out
      schema.require(body);
      return body;
    } catch (MalformedJsonException malformed) {
      throw invalid(malformed.fault());
    }
  }

  private Client client(ClientMetadata metadata, String secret) {
    return new Client(
        secrets.next(16),
        secret.isEmpty() ? "" : Secrets.sha256(secret),
        metadata.authMethod(),
        metadata.name(),
        metadata.uri(),
        metadata.redirectUris(),
        metadata.grantTypes(),
        metadata.scope(),
        false,
        clock.instant());
  }

  // RFC 7591 §3.2.1. What is not there is absent, never null: clients refuse a null.
  private static JsonObject answer(Client client, ClientMetadata metadata, String secret) {
    var answer = new JsonObject()
        .put("client_id", client.id())
        .put("client_id_issued_at", client.registeredAt().getEpochSecond());
    if (!secret.isEmpty()) {
      answer.put("client_secret", secret).put("client_secret_expires_at", 0);
    }
    answer
        .put("client_name", client.name())
        .put("redirect_uris", new JsonArray(client.redirectUris()))
        .put("grant_types", new JsonArray(client.grantTypes()))
        .put("response_types", new JsonArray().add("code"))
        .put("token_endpoint_auth_method", client.authMethod().wire())
        .put("application_type", metadata.isNative() ? "native" : "web");
    metadata.echoed().forEach(answer::put);
    if (!client.uri().isEmpty()) {
      answer.put("client_uri", client.uri());
    }
    return client.scope().isEmpty()
        ? answer
        : answer.put("scope", client.scope().toString());
  }

  private static OAuthException invalid(String description) {
    return OAuthException.of(OAuthError.INVALID_CLIENT_METADATA, description);
  }
}
