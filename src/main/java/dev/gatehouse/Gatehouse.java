package dev.gatehouse;

import dev.gatehouse.authserver.AuthorizationServer;
import dev.gatehouse.authserver.AuthorizationServerVerticle;
import dev.gatehouse.authserver.document.ClientSources;
import dev.gatehouse.authserver.identity.Passwords;
import dev.gatehouse.authserver.login.LoginGuard;
import dev.gatehouse.authserver.login.LoginThrottle;
import dev.gatehouse.authserver.outbound.Outbound;
import dev.gatehouse.cli.Version;
import dev.gatehouse.handshake.DecisionListener;
import dev.gatehouse.handshake.DecisionListeners;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.RedactionPolicy;
import dev.gatehouse.headless.HeadlessLogin;
import dev.gatehouse.headless.IssuedToken;
import dev.gatehouse.headless.TokenRequest;
import dev.gatehouse.headless.TokenUnavailableException;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.client.HostResolver;
import dev.gatehouse.http.limit.RequestRoom;
import dev.gatehouse.http.page.Assets;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.mcp.modern.RequestStates;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.resourceserver.ResourceServerVerticle;
import dev.gatehouse.resourceserver.gate.ResourceGate;
import dev.gatehouse.resourceserver.landing.Landing;
import dev.gatehouse.resourceserver.transport.Sessions;
import dev.gatehouse.resourceserver.transport.StreamRules;
import dev.gatehouse.resourceserver.transport.StreamableHttp;
import dev.gatehouse.settings.model.AuthServerSettings;
import dev.gatehouse.settings.model.DpopSettings;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.SettingsException;
import dev.gatehouse.store.Stores;
import dev.gatehouse.store.memory.MemoryStores;
import dev.gatehouse.tls.Tls;
import dev.gatehouse.token.dpop.DpopNonces;
import dev.gatehouse.token.dpop.DpopProofCheck;
import dev.gatehouse.token.signing.KeyFileException;
import dev.gatehouse.token.signing.KeyRotation;
import dev.gatehouse.token.signing.PemKeyFile;
import dev.gatehouse.token.signing.SigningKey;
import dev.gatehouse.token.signing.SigningKeys;
import dev.gatehouse.token.signing.TokenSigning;
import dev.gatehouse.token.verification.TrustedIssuer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;

/**
 * The composition root: settings in, two running verticles out. The only place that knows a store's implementation, and the only one that
 * knows both servers.
 *
 * <pre>{@code Gatehouse gatehouse = Gatehouse.start(SettingsBuilder.settingsOnFreePorts()).await();  …  gatehouse.close();}</pre>
 */
public final class Gatehouse {
  private final Vertx vertx;
  private final Settings settings;
  private final Tls tls;
  private final Clock clock;
  private final Outbound outbound;
  private final Secrets secrets = new Secrets(new SecureRandom());
  private final RedactionPolicy redaction = RedactionPolicy.of(secrets);
  private final DecisionListeners listeners = DecisionListeners.standard();
  private final ConsoleWiring watching;
  private final TrustedIssuer issuer;
  private final ToolSets tools;
  private final RequestStates states;
  private final Sessions sessions;
  private final RequestRoom requests = new RequestRoom();
  private volatile Future<?> prepared = Future.succeededFuture();

  private Gatehouse(Vertx vertx, Settings settings, Tls tls, Clock clock, Outbound outbound) {
    this.vertx = vertx;
    this.settings = settings;
    this.tls = tls;
    this.clock = clock;
    this.outbound = outbound;
    this.watching = new ConsoleWiring(vertx, settings, tls.trust(), secrets, clock, redaction);
    this.tools = ToolSets.of(settings.resourceServer(), Version.get(), clock);
    redaction.known().settle(ConfiguredIdentifiers.of(settings, tools));
    this.states = ToolSets.states(secrets, clock);
    WorkerExecutor changes = vertx.createSharedWorkerExecutor("gatehouse-changes", 1);
    tools
        .offer()
        .tellOn(work -> changes.executeBlocking(() -> {
          work.run();
          return null;
        }));
    this.issuer = new TrustedIssuer(
        vertx,
        tls.trust(),
        clock,
        settings.resourceServer().accepted().authorizationServer(),
        settings.resourceServer().accepted().jwksEndpoint(),
        decisions(Party.RESOURCE_SERVER));
    this.sessions = new Sessions(
        tools.offer(),
        StreamRules.DEFAULT.idle(settings.resourceServer().mcp().sessionIdle()),
        secrets,
        clock,
        issuer.revocations());
  }

  /** Starts both servers in a Vert.x of their own. Fails with a {@code ListenException} where a port cannot be had. */
  public static Future<Gatehouse> start(Settings settings) {
    return start(settings, Clock.systemUTC());
  }

  /** As {@link #start(Settings)}, with another clock: for tests of what ends with time. */
  public static Future<Gatehouse> start(Settings settings, Clock clock) {
    return start(settings, clock, Gatehouse::outbound);
  }

  /** As {@link #start(Settings, Clock)}, with other ways to find and believe the servers of clients: for tests of what must not be reached. */
  public static Future<Gatehouse> start(Settings settings, Clock clock, Outbound outbound) {
    return start(settings, clock, (vertx, tls) -> outbound);
  }

  private static Future<Gatehouse> start(
      Settings settings, Clock clock, BiFunction<Vertx, Tls, Outbound> outbound) {
    Vertx vertx = Vertx.vertx(
        new VertxOptions().setEventLoopPoolSize(2 * settings.server().instances()));
    Promise<Gatehouse> started = Promise.promise();
    vertx
        .executeBlocking(() -> TlsFiles.load(settings, clock))
        .map(tls -> new Gatehouse(vertx, settings, tls, clock, outbound.apply(vertx, tls)))
        .compose(gatehouse -> gatehouse.deploy().map(gatehouse))
        .onSuccess(started::complete)
        .onFailure(failure -> vertx.close().onComplete(closed -> started.fail(failure)));
    return started.future();
  }

  // The system's resolver blocks, for seconds where a stranger's name server is silent.
  private static Outbound outbound(Vertx vertx, Tls tls) {
    return new Outbound(HostResolver.ofSystem(vertx), tls.trust());
  }

  /** What it runs with. */
  public Settings settings() {
    return settings;
  }

  /** How it uses TLS: the certificate of both servers, if they have one. */
  public Tls tls() {
    return tls;
  }

  /** Hears every decision of both servers from now on. Run what it returns to stop listening. */
  public Runnable listen(DecisionListener listener) {
    return listeners.add(listener);
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
    return settings.authServer().access().users().stream()
        .filter(known -> known.name().equals(user))
        .findFirst()
        .map(known -> token(user, known.password(), scope))
        .orElseGet(() -> Future.failedFuture(
            new TokenUnavailableException("there is no user '" + user + "' in auth-server.users")));
  }

  /** The same, for a user whose password the settings have only as a hash. */
  public Future<String> token(String user, String password, String scope) {
    var request = new TokenRequest(
        settings.authServer().issuer(),
        settings.resourceServer().resource(),
        user,
        password,
        Scopes.parse(scope));
    return new HeadlessLogin(vertx, tls.trust(), secrets).token(request).map(IssuedToken::value);
  }

  /** What requests hold that are under way. */
  public RequestRoom requests() {
    return requests;
  }

  /** Stops both servers: requests that are under way finish, new ones are not taken. */
  public Future<Void> close() {
    tools.offer().stop(); // streams end, or they would be waited for
    sessions.close();
    watching.close();
    // A promise of no event loop, because they all end here; and first what hashes must be done,
    // for its answer has nowhere to go then.
    Promise<Void> done = Promise.promise();
    prepared
        .transform(hashed -> issuer.close())
        .onComplete(closed -> vertx.close().onComplete(done));
    return done.future();
  }

  private Future<Void> deploy() {
    WorkerExecutor signatures = vertx.createSharedWorkerExecutor(
        "gatehouse-signatures", settings.server().instances());
    AuthServerSettings own = settings.authServer();
    Passwords passwords = passwords(own);
    var logins = new LoginGuard(passwords, new LoginThrottle(clock));
    Callable<SigningKey> source = keySource(own);
    Future<SigningKey> key = signatures
        .executeBlocking(source, false)
        .recover(failure -> Future.failedFuture(inWordsOfTheSettings(failure, own)));
    Future<PageSet> pages = signatures.executeBlocking(PageSet::load, false);
    return Future.all(key, pages, watching.start())
        .map(both -> authorizationServer(source, key.result(), pages.result(), logins, signatures))
        .compose(server -> vertx
            .deployVerticle(
                () -> new AuthorizationServerVerticle(
                    server,
                    tls,
                    () -> before(Party.AUTHORIZATION_SERVER),
                    decisions(Party.AUTHORIZATION_SERVER)),
                instances())
            .onSuccess(deployed -> RotationSchedule.start(
                vertx, own.signing().rotation(), server.signing().rotation())))
        .compose(deployed -> deployResourceServer(pages.result()))
        .compose(deployed -> issuer.start())
        .onSuccess(started -> prepared = passwords.prepare());
  }

  // What stands in front of all else.
  private Endpoint before(Party party) {
    Endpoint recorder = watching.recorder(party);
    return router -> {
      router.route().handler(requests);
      recorder.mount(router);
    };
  }

  // A hash takes a core for 30 ms: one is left to the event loops, so that they do not feel it.
  private Passwords passwords(AuthServerSettings own) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    return new Passwords(
        own.access().users(),
        vertx.createSharedWorkerExecutor("gatehouse-passwords", threads),
        threads,
        secrets);
  }

  private AuthorizationServer authorizationServer(
      Callable<SigningKey> source,
      SigningKey first,
      PageSet pages,
      LoginGuard logins,
      WorkerExecutor signatures) {
    var keys = new SigningKeys(first, settings.authServer().keyRetention(), clock);
    var rotation =
        new KeyRotation(keys, source, vertx.createSharedWorkerExecutor("gatehouse-keys", 1));
    Stores stores = stores();
    return new AuthorizationServer(
        settings,
        stores,
        ClientSources.of(
            vertx,
            outbound,
            stores.clients(),
            settings.authServer(),
            clock,
            decisions(Party.AUTHORIZATION_SERVER)),
        new TokenSigning(keys, rotation, signatures),
        logins,
        new AuthorizationServer.Site(pages.pages(), pages.assets()),
        secrets,
        clock);
  }

  private static Callable<SigningKey> keySource(AuthServerSettings own) {
    Path file = own.signing().file();
    return file == null ? SigningKey::generate : new PemKeyFile(file);
  }

  private static Throwable inWordsOfTheSettings(Throwable failure, AuthServerSettings own) {
    return failure instanceof KeyFileException wrong
        ? new SettingsException(
            "auth-server.signing-key is '%s': %s".formatted(own.signing().file(), wrong.fault()))
        : failure;
  }

  private Future<String> deployResourceServer(PageSet pages) {
    Landing landing = landing(pages.pages());
    Endpoint console = watching.console(pages.console(), pages.pages(), tools);
    DpopProofCheck proofs = proofs();
    return vertx.deployVerticle(
        () -> new ResourceServerVerticle(
            settings,
            tls,
            issuer,
            proofs,
            tools.scopes(),
            gate -> List.of(pages.assets(), landing, console, protocol(gate)),
            () -> before(Party.RESOURCE_SERVER),
            pages.pages(),
            decisions(Party.RESOURCE_SERVER),
            clock,
            secrets),
        instances());
  }

  private DpopProofCheck proofs() {
    DpopSettings dpop = settings.server().dpop();
    DpopNonces nonces =
        dpop.nonce() ? DpopNonces.required(secrets.next(), clock) : DpopNonces.off(clock);
    return new DpopProofCheck(
        dpop.window(),
        nonces,
        MemoryStores.proofIds(clock, secrets),
        vertx.createSharedWorkerExecutor("gatehouse-proofs", settings.server().instances()),
        clock);
  }

  // Made for each instance: a server's compiled schemas belong to one event loop.
  private Endpoint protocol(ResourceGate gate) {
    return new StreamableHttp(
        tools.server(vertx, states),
        gate.guard(),
        gate.challenges(),
        sessions,
        decisions(Party.RESOURCE_SERVER));
  }

  private Landing landing(Pages pages) {
    return new Landing(
        vertx,
        tls.trust(),
        pages,
        LandingWiring.of(settings, tools, Version.get()),
        settings.resourceServer().origin(),
        settings.resourceServer().port(),
        secrets,
        clock,
        decisions(Party.RESOURCE_SERVER));
  }

  private Decisions decisions(Party party) {
    return new Decisions(party, listeners, clock, redaction);
  }

  private Stores stores() {
    var clients = ConfiguredClients.clients(settings, clock);
    return MemoryStores.create(
        clock, secrets, clients, settings.authServer().tokens().accessTokenLifetime());
  }

  private DeploymentOptions instances() {
    return new DeploymentOptions().setInstances(settings.server().instances());
  }

  /** Pages and what they refer to; compiled while the key is made. */
  private record PageSet(Assets assets, Assets console, Pages pages) {
    static PageSet load() {
      var assets = Assets.load();
      return new PageSet(assets, Assets.load("console/"), new Pages(assets));
    }
  }
}
