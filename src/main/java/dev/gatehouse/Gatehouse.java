package dev.gatehouse;

import dev.gatehouse.handshake.DecisionListener;
import dev.gatehouse.headless.HeadlessLogin;
import dev.gatehouse.headless.IssuedToken;
import dev.gatehouse.headless.TokenRequest;
import dev.gatehouse.headless.TokenUnavailableException;
import dev.gatehouse.http.limit.RequestRoom;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.tls.Tls;
import dev.gatehouse.wiring.EmbedderParts;
import dev.gatehouse.wiring.GatehouseVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Both servers, running.
 *
 * <pre>{@code
 * Gatehouse gatehouse =
 *     Gatehouse.builder().settings(settings -> settings.onFreePorts()).start().await();
 * …
 * gatehouse.close().await();
 * }</pre>
 */
public final class Gatehouse {
  private final Settings settings;
  private final Secrets secrets;
  private final Vertx vertx;
  private final boolean ownsVertx;
  private final GatehouseVerticle servers;
  private final String deployment;

  private Gatehouse(
      Settings settings,
      Secrets secrets,
      Vertx vertx,
      boolean ownsVertx,
      GatehouseVerticle servers,
      String deployment) {
    this.settings = settings;
    this.secrets = secrets;
    this.vertx = vertx;
    this.ownsVertx = ownsVertx;
    this.servers = servers;
    this.deployment = deployment;
  }

  /** What to start; everything has a default. */
  public static GatehouseBuilder builder() {
    return new GatehouseBuilder();
  }

  static Future<Gatehouse> start(Settings settings, EmbedderParts parts, @Nullable Vertx theirs) {
    Vertx vertx = theirs == null ? ownVertx(settings) : theirs;
    var secrets = new Secrets(new SecureRandom());
    var servers = new GatehouseVerticle(settings, parts, secrets);
    Promise<Gatehouse> started = Promise.promise();
    vertx
        .deployVerticle(servers)
        .map(id -> new Gatehouse(settings, secrets, vertx, theirs == null, servers, id))
        .onSuccess(started::complete)
        .onFailure(
            failure -> closed(vertx, theirs == null).onComplete(closed -> started.fail(failure)));
    return started.future();
  }

  /** What it runs with. */
  public Settings settings() {
    return settings;
  }

  /** The issuer identifier: the URL of the authorization server. */
  public String issuer() {
    return settings.authServer().issuer();
  }

  /** The URL of the MCP endpoint, which is its resource identifier. */
  public String mcpUrl() {
    return settings.resourceServer().resource();
  }

  /** Hears every decision of both servers from now on. Run what it returns to stop listening. */
  public Runnable listen(DecisionListener listener) {
    return servers.listen(listener);
  }

  /** The Vert.x of both servers. */
  public Vertx vertx() {
    return vertx;
  }

  /**
   * An access token for a user of the settings, by the authorization code flow over HTTP; the scopes are separated by spaces, none for the
   * default. Fails with a {@link TokenUnavailableException} that says why where there is none.
   */
  public Future<String> token(String user, String scope) {
    return tokenFor(mcpUrl(), user, scope);
  }

  /** The same, for another resource, one of {@code auth-server.known-resources}. */
  public Future<String> tokenFor(String resource, String user, String scope) {
    return settings.authServer().access().users().stream()
        .filter(known -> known.name().equals(user))
        .findFirst()
        .map(known -> token(resource, user, known.password(), scope))
        .orElseGet(() -> Future.failedFuture(
            new TokenUnavailableException("there is no user '" + user + "' in auth-server.users")));
  }

  /** The same, for a user whose password the settings do not have in clear. */
  public Future<String> token(String user, String password, String scope) {
    return token(mcpUrl(), user, password, scope);
  }

  private Future<String> token(String resource, String user, String password, String scope) {
    var request = new TokenRequest(issuer(), resource, user, password, Scopes.parse(scope));
    return new HeadlessLogin(vertx, tls().trust(), secrets).token(request).map(IssuedToken::value);
  }

  /**
   * Stops both servers: requests that are under way finish, new ones are not taken. A Vert.x
   * instance of the embedder's own stays open.
   */
  public Future<Void> close() {
    // A promise of no event loop, because they all end here.
    Promise<Void> done = Promise.promise();
    servers
        .quiesce()
        .transform(quiet -> vertx.undeploy(deployment))
        .transform(undeployed -> closed(vertx, ownsVertx))
        .onComplete(done);
    return done.future();
  }

  /** How it uses TLS: the certificate of both servers, if they have one. */
  Tls tls() {
    return servers.tls();
  }

  /** What requests hold that are under way. */
  RequestRoom requests() {
    return servers.requests();
  }

  private static Vertx ownVertx(Settings settings) {
    return Vertx.vertx(
        new VertxOptions().setEventLoopPoolSize(2 * settings.server().instances()));
  }

  private static Future<Void> closed(Vertx vertx, boolean owned) {
    return owned ? vertx.close() : Future.succeededFuture();
  }
}
