package dev.gatehouse.wiring;

import dev.gatehouse.authserver.AuthorizationServer;
import dev.gatehouse.authserver.AuthorizationServerVerticle;
import dev.gatehouse.authserver.document.ClientSources;
import dev.gatehouse.authserver.identity.Authenticator;
import dev.gatehouse.authserver.identity.Passwords;
import dev.gatehouse.authserver.login.LoginGuard;
import dev.gatehouse.authserver.login.LoginThrottle;
import dev.gatehouse.authserver.outbound.Outbound;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.http.client.HostResolver;
import dev.gatehouse.settings.model.AuthServerSettings;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.SettingsException;
import dev.gatehouse.store.StoreContext;
import dev.gatehouse.store.Stores;
import dev.gatehouse.token.signing.KeyFileException;
import dev.gatehouse.token.signing.KeyRotation;
import dev.gatehouse.token.signing.PemKeyFile;
import dev.gatehouse.token.signing.SigningKey;
import dev.gatehouse.token.signing.SigningKeys;
import dev.gatehouse.token.signing.TokenSigning;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** How the authorization server is put together: its key, its stores, and who checks passwords. */
final class AuthorizationServerWiring {
  private final ServerContext context;
  private final AuthServerSettings own;
  private final Callable<SigningKey> keySource;
  private final WorkerExecutor signatures;
  private final @Nullable Passwords passwords; // null where an embedder checks them
  private final LoginGuard logins;

  AuthorizationServerWiring(ServerContext context) {
    this.context = context;
    this.own = context.settings().authServer();
    this.keySource = keySource(own);
    this.signatures = context.workers("signatures", context.settings().server().instances());
    var throttle = new LoginThrottle(context.clock());
    @Nullable Authenticator theirs = context.parts().authenticator();
    if (theirs == null) {
      Passwords ours = passwords();
      this.passwords = ours;
      this.logins = new LoginGuard(ours, throttle);
    } else {
      this.passwords = null;
      this.logins = new LoginGuard(theirs, throttle);
    }
  }

  /** Deploys it, once the pages are there. */
  Future<Void> deploy(Future<PageSet> pages) {
    Future<SigningKey> key = signatures
        .executeBlocking(keySource, false)
        .recover(failure -> Future.failedFuture(inWordsOfTheSettings(failure)));
    Future<Stores> stores = stores();
    return Future.all(key, pages, stores)
        .map(ready -> server(key.result(), pages.result(), stores.result()))
        .compose(this::deploy);
  }

  /** Hashes passwords that the settings have in clear: after the start, which it would delay. */
  Future<?> prepare() {
    return passwords == null ? Future.succeededFuture() : passwords.prepare();
  }

  private Future<Void> deploy(AuthorizationServer server) {
    return context
        .vertx()
        .deployVerticle(
            () -> new AuthorizationServerVerticle(
                server,
                context.tls(),
                () -> context.before(Party.AUTHORIZATION_SERVER),
                context.decisions(Party.AUTHORIZATION_SERVER)),
            context.instances())
        .onSuccess(deployed -> RotationSchedule.start(
            context.vertx(), own.signing().rotation(), server.signing().rotation()))
        .mapEmpty();
  }

  private AuthorizationServer server(SigningKey first, PageSet pages, Stores stores) {
    var keys = new SigningKeys(first, own.keyRetention(), context.clock());
    return new AuthorizationServer(
        context.settings(),
        stores,
        ClientSources.of(
            context.vertx(),
            outbound(),
            stores.clients(),
            own,
            context.clock(),
            context.decisions(Party.AUTHORIZATION_SERVER)),
        new TokenSigning(
            keys, new KeyRotation(keys, keySource, context.workers("keys", 1)), signatures),
        logins,
        new AuthorizationServer.Site(pages.pages(), pages.assets()),
        context.secrets(),
        context.clock());
  }

  private Future<Stores> stores() {
    Settings settings = context.settings();
    return context
        .parts()
        .stores()
        .open(new StoreContext(
            context.clock(),
            context.secrets(),
            ConfiguredClients.clients(settings, context.clock()),
            own.tokens().accessTokenLifetime()));
  }

  // The system's resolver blocks, for seconds where a stranger's name server is silent.
  private Outbound outbound() {
    @Nullable Outbound theirs = context.parts().outbound();
    return theirs == null
        ? new Outbound(HostResolver.ofSystem(context.vertx()), context.tls().trust())
        : theirs;
  }

  // A hash takes a core for 30 ms: one is left to the event loops, so that they do not feel it.
  private Passwords passwords() {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    return new Passwords(
        own.access().users(), context.workers("passwords", threads), threads, context.secrets());
  }

  private static Callable<SigningKey> keySource(AuthServerSettings own) {
    Path file = own.signing().file();
    return file == null ? SigningKey::generate : new PemKeyFile(file);
  }

  private Throwable inWordsOfTheSettings(Throwable failure) {
    return failure instanceof KeyFileException wrong
        ? new SettingsException(
            "auth-server.signing-key is '%s': %s".formatted(own.signing().file(), wrong.fault()))
        : failure;
  }
}
