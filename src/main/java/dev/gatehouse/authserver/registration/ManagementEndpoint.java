package dev.gatehouse.authserver.registration;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.access.Cors;
import dev.gatehouse.http.answer.AllowedMethods;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.http.answer.OAuthFailures;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.store.Clients;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET, PUT, DELETE /register/{client_id}}: a client reads, replaces and deletes its registration with the
 * {@code registration_access_token} that it was given; RFC 7592 §2.
 */
public final class ManagementEndpoint implements Endpoint {
  private static final String PATH = ServerEndpoint.REGISTRATION_MANAGEMENT.below(":client_id");

  private final Clients clients;
  private final MetadataRules rules;
  private final MetadataBody bodies = new MetadataBody();
  private final ClientInformation information;
  private final Secrets secrets;
  private final Decisions decisions;
  private final OAuthFailures failures;

  public ManagementEndpoint(
      String issuer, Clients clients, MetadataRules rules, Secrets secrets, Decisions decisions) {
    this.clients = clients;
    this.rules = rules;
    this.information = new ClientInformation(issuer);
    this.secrets = secrets;
    this.decisions = decisions;
    this.failures = new OAuthFailures(decisions, Step.REGISTRATION, secrets);
  }

  @Override
  public void mount(Router router) {
    HttpMethod[] methods = {HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE};
    router
        .route(PATH)
        .handler(Cors.open(methods))
        .handler(new AllowedMethods(methods))
        .failureHandler(failures);
    router.get(PATH).handler(this::read).failureHandler(failures);
    router.put(PATH).handler(MetadataBody.reader()).handler(this::replace).failureHandler(failures);
    router.delete(PATH).handler(this::delete).failureHandler(failures);
  }

  private void read(RoutingContext ctx) {
    String token = ManagementToken.of(ctx);
    authenticated(ctx, token)
        .onSuccess(client -> {
          decisions
              .granted(Step.REGISTRATION)
              .client(client.id())
              .detail("kind", "read")
              .announce();
          answer(ctx, information.of(client, "", token));
        })
        .onFailure(ctx::fail);
  }

  private void replace(RoutingContext ctx) {
    String token = ManagementToken.of(ctx);
    authenticated(ctx, token)
        .compose(client -> replaced(client, bodies.of(ctx), token))
        .onSuccess(changed -> answer(ctx, changed))
        .onFailure(ctx::fail);
  }

  private void delete(RoutingContext ctx) {
    authenticated(ctx, ManagementToken.of(ctx))
        .compose(client -> clients.remove(client.id()).map(removed -> only(removed, client)))
        .onSuccess(client -> {
          decisions
              .granted(Step.REGISTRATION)
              .client(client.id())
              .detail("kind", "delete")
              .announce();
          ctx.response()
              .setStatusCode(204)
              .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
              .end();
        })
        .onFailure(ctx::fail);
  }

  // RFC 7592 §2.1: an unknown client gets the same answer as a wrong token.
  private Future<Client> authenticated(RoutingContext ctx, String token) {
    String id = ctx.pathParam("client_id");
    OAuthFailures.concerning(ctx, Step.REGISTRATION, id);
    return clients
        .find(id)
        .map(found -> found
            .filter(client -> client.registration().isManagedWith(token))
            .orElseThrow(() -> ManagementToken.refused(
                found.isPresent() ? "not the token of this client" : "no such client")));
  }

  private Future<JsonObject> replaced(Client before, JsonObject body, String token) {
    String presented = UpdateRules.requireOwn(body, before);
    ClientMetadata metadata = ClientMetadata.read(body, rules);
    boolean confidential = metadata.description().authMethod().hasSecret();
    String secret = confidential && before.secretHash().isEmpty() ? secrets.next() : presented;
    String hash = secret.isEmpty() ? before.secretHash() : Secrets.sha256(secret);
    Client after = metadata.replacing(before, confidential ? hash : "");
    return clients.replace(after).map(replaced -> {
      only(replaced, after);
      decisions
          .granted(Step.REGISTRATION)
          .client(after.id())
          .detail("kind", "replace")
          .detail("auth", after.authMethod().wire())
          .redirects(after.redirectUris())
          .announce();
      return information.of(after, confidential ? secret : "", token);
    });
  }

  private static Client only(boolean done, Client client) {
    if (!done) {
      throw ManagementToken.refused("the client was deleted meanwhile");
    }
    return client;
  }

  private static void answer(RoutingContext ctx, JsonObject client) {
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    JsonAnswer.send(ctx, 200, client);
  }
}
