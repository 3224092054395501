package dev.gatehouse.wiring;

import dev.gatehouse.authserver.identity.RingPolicy;
import dev.gatehouse.console.AccessMap;
import dev.gatehouse.console.Console;
import dev.gatehouse.console.ConsoleFacts;
import dev.gatehouse.console.Trace;
import dev.gatehouse.console.diagnosis.DeploymentFacts;
import dev.gatehouse.handshake.ExchangeListener;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.RedactionPolicy;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.page.Assets;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.http.record.ExchangeRecorder;
import dev.gatehouse.http.record.ExchangeSequence;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.model.AccessSettings;
import dev.gatehouse.settings.model.ConsoleSettings;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Who watches: the console, the trace, both or nobody. Where nobody does, nothing stands in front of the servers. */
final class ConsoleWiring {
  private final Vertx vertx;
  private final Settings settings;
  private final TlsTrust trust;
  private final Secrets secrets;
  private final Clock clock;
  private final RedactionPolicy redaction;
  private final List<ExchangeListener> listeners = new CopyOnWriteArrayList<>();
  private final ExchangeSequence sequence;
  private volatile @Nullable Console console; // null until it is shown
  private volatile @Nullable Trace trace; // null unless one is wanted

  ConsoleWiring(
      Vertx vertx,
      Settings settings,
      TlsTrust trust,
      Secrets secrets,
      Clock clock,
      RedactionPolicy redaction) {
    this.vertx = vertx;
    this.settings = settings;
    this.trust = trust;
    this.secrets = secrets;
    this.clock = clock;
    this.redaction = redaction;
    this.sequence = new ExchangeSequence(
        vertx, exchange -> listeners.forEach(listener -> listener.exchanged(exchange)));
  }

  /** Opens the trace, where one is wanted. */
  Future<Void> start() {
    ConsoleSettings own = settings.server().console();
    return own.trace() == null
        ? Future.succeededFuture()
        : Trace.open(vertx, own.trace().toString()).onSuccess(this::keep).mapEmpty();
  }

  private void keep(Trace opened) {
    listeners.add(opened);
    trace = opened;
  }

  /** What stands in front of an instance of that server. */
  Endpoint recorder(Party party) {
    ConsoleSettings own = settings.server().console();
    return own.shown() || own.trace() != null
        ? new ExchangeRecorder(party, sequence, redaction, clock)
        : router -> {};
  }

  /** The console, or nothing. */
  Endpoint console(Assets files, Pages pages, ToolSets tools) {
    ConsoleSettings own = settings.server().console();
    if (!own.shown()) {
      return router -> {};
    }
    var facts = new ConsoleFacts(place(), map(tools), own.password(), trust);
    var shown = new Console(vertx, files, pages, facts, secrets, clock);
    listeners.add(shown.listener());
    console = shown;
    return shown;
  }

  /** Ends the trace, once nobody reports to it. */
  Future<Void> stop() {
    Trace open = trace;
    return open == null ? Future.succeededFuture() : open.close();
  }

  /** Lets go of the pages that watch, or they would be waited for. */
  void close() {
    Console shown = console;
    if (shown != null) {
      shown.close();
    }
  }

  private DeploymentFacts place() {
    return new DeploymentFacts(
        settings.resourceServer().resource(),
        settings.resourceServer().accepted().authorizationServer(),
        isForeign(),
        settings.authServer().access().scopes().keySet());
  }

  // Of the users of another authorization server nothing is known.
  private AccessMap map(ToolSets tools) {
    AccessSettings access = settings.authServer().access();
    var rings = new RingPolicy(access.rings());
    return new AccessMap(
        tools.tools().stream().map(tool -> row(tool.descriptor())).toList(),
        access.scopes(),
        isForeign()
            ? List.of()
            : access.users().stream()
                .map(user ->
                    new AccessMap.User(user.name(), user.ring(), rings.mintable(user.ring())))
                .toList());
  }

  private static AccessMap.Tool row(ToolDescriptor tool) {
    return new AccessMap.Tool(tool.name(), tool.scope());
  }

  private boolean isForeign() {
    String issuer = settings.authServer().issuer();
    return !settings.resourceServer().accepted().authorizationServer().equals(issuer);
  }
}
