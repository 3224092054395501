package dev.gatehouse.authserver.registration;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.access.Cors;
import dev.gatehouse.http.address.RemoteAddress;
import dev.gatehouse.http.answer.AllowedMethods;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.http.answer.OAuthFailures;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.Registration;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.store.Clients;
import dev.gatehouse.store.Owner;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

/**
 * {@code POST /register}: dynamic client registration, RFC 7591 §3. Open to anyone, as MCP clients need it; takes nothing that it is told
 * about ids, secrets or other clients, and fetches nothing.
 */
public final class RegistrationEndpoint implements Endpoint {
  private final Clients clients;
  private final MetadataRules rules;
  private final MetadataBody bodies = new MetadataBody();
  private final ClientInformation information;
  private final Secrets secrets;
  private final Clock clock;
  private final Decisions decisions;
  private final OAuthFailures failures;

  public RegistrationEndpoint(
      String issuer,
      Clients clients,
      MetadataRules rules,
      Secrets secrets,
      Clock clock,
      Decisions decisions) {
    this.information = new ClientInformation(issuer);
    this.clients = clients;
    this.rules = rules;
    this.secrets = secrets;
    this.clock = clock;
    this.decisions = decisions;
    this.failures = new OAuthFailures(decisions, Step.REGISTRATION, secrets);
  }

  @Override
  public void mount(Router router) {
    router
        .route(ServerEndpoint.REGISTRATION.path())
        .handler(Cors.open(HttpMethod.POST))
        .handler(new AllowedMethods(HttpMethod.POST))
        .failureHandler(failures);
    router
        .post(ServerEndpoint.REGISTRATION.path())
        .handler(MetadataBody.reader())
        .handler(this::register)
        .failureHandler(failures);
  }

  private void register(RoutingContext ctx) {
    ClientMetadata metadata = ClientMetadata.read(bodies.of(ctx), rules);
    String secret = metadata.description().authMethod().hasSecret() ? secrets.next() : "";
    String token = secrets.next();
    clients
        .register(client(metadata, secret, token), sender(ctx))
        .onSuccess(client -> {
          decisions
              .granted(Step.REGISTRATION)
              .client(client.id())
              .detail("name", client.name())
              .detail("auth", client.authMethod().wire())
              .redirects(client.redirectUris())
              .announce();
          ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
          JsonAnswer.send(ctx, 201, information.of(client, secret, token));
        })
        .onFailure(ctx::fail);
  }

  private static Owner sender(RoutingContext ctx) {
    String network = RemoteAddress.of(ctx);
    return Owner.network(network, RemoteAddress.site(network));
  }

  private Client client(ClientMetadata metadata, String secret, String token) {
    return new Client(
        secrets.next(16),
        secret.isEmpty() ? "" : Secrets.sha256(secret),
        metadata.description(),
        Scopes.NONE,
        false,
        clock.instant(),
        new Registration(Secrets.sha256(token), metadata.echoed()));
  }
}
