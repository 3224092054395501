package dev.gatehouse.wiring;

import dev.gatehouse.handshake.DecisionListener;
import dev.gatehouse.handshake.DecisionListeners;
import dev.gatehouse.handshake.RedactionPolicy;
import dev.gatehouse.http.limit.RequestRoom;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.tls.Tls;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Both servers as one deployment: timers, threads and connections that they make belong to it, and
 * end with it, whoever owns the Vert.x instance. Deploys each server as verticles of its own.
 */
public final class GatehouseVerticle extends VerticleBase {
  private final Settings settings;
  private final EmbedderParts parts;
  private final Secrets secrets;
  private final RequestRoom requests = new RequestRoom();
  private final DecisionListeners listeners = DecisionListeners.standard();
  private volatile @Nullable Tls tls; // null until started, as the next
  private volatile @Nullable ConsoleWiring watching;
  private volatile @Nullable ResourceServerWiring resourceServer;
  private volatile Future<?> prepared = Future.succeededFuture();

  public GatehouseVerticle(Settings settings, EmbedderParts parts, Secrets secrets) {
    this.settings = settings;
    this.parts = parts;
    this.secrets = secrets;
    parts.listeners().forEach(listeners::add);
  }

  /** Hears every decision from now on. Run what it returns to stop listening. */
  public Runnable listen(DecisionListener listener) {
    return listeners.add(listener);
  }

  /** What requests hold that are under way. */
  public RequestRoom requests() {
    return requests;
  }

  /** How the servers use TLS, once they are started. */
  public Tls tls() {
    return Objects.requireNonNull(tls, "not started");
  }

  @Override
  public Future<?> start() {
    return vertx.executeBlocking(() -> TlsFiles.load(settings, parts.clock())).compose(this::start);
  }

  private Future<?> start(Tls loaded) {
    tls = loaded;
    ServerContext context = context(loaded);
    ConsoleWiring recording = context.observers().watching();
    watching = recording;
    var resources = new ResourceServerWiring(context);
    resourceServer = resources;
    var authorization = new AuthorizationServerWiring(context);
    Future<PageSet> pages = vertx.executeBlocking(PageSet::load, false);
    return recording
        .start()
        .compose(opened -> authorization.deploy(pages))
        .compose(deployed -> resources.deploy(pages.result()))
        .onSuccess(started -> prepared = authorization.prepare());
  }

  @Override
  public Future<?> stop() {
    ConsoleWiring open = watching;
    return open == null ? Future.succeededFuture() : open.stop();
  }

  private ServerContext context(Tls loaded) {
    var redaction = RedactionPolicy.of(secrets);
    return new ServerContext(
        vertx,
        settings,
        parts,
        loaded,
        secrets,
        requests,
        new ServerContext.Observers(
            listeners,
            redaction,
            new ConsoleWiring(vertx, settings, loaded.trust(), secrets, parts.clock(), redaction)));
  }

  /**
   * To be called before this is undeployed: ends streams and polling, which the listeners would
   * otherwise wait for. What hashes is waited for; its answer would have nowhere to go.
   */
  public Future<Void> quiesce() {
    ResourceServerWiring resources = resourceServer;
    ConsoleWiring open = watching;
    if (resources == null || open == null) {
      return Future.succeededFuture();
    }
    resources.endStreams();
    open.close();
    return prepared.transform(hashed -> resources.close());
  }
}
