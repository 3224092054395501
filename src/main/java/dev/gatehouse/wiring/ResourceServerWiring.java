package dev.gatehouse.wiring;

import dev.gatehouse.cli.Version;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.mcp.modern.RequestStates;
import dev.gatehouse.resourceserver.ResourceServerVerticle;
import dev.gatehouse.resourceserver.gate.ResourceGate;
import dev.gatehouse.resourceserver.landing.Landing;
import dev.gatehouse.resourceserver.transport.Sessions;
import dev.gatehouse.resourceserver.transport.StreamRules;
import dev.gatehouse.resourceserver.transport.StreamableHttp;
import dev.gatehouse.settings.model.DpopSettings;
import dev.gatehouse.settings.model.ResourceServerSettings;
import dev.gatehouse.store.memory.MemoryStores;
import dev.gatehouse.token.dpop.DpopNonces;
import dev.gatehouse.token.dpop.DpopProofCheck;
import dev.gatehouse.token.verification.TrustedIssuer;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;

/** How the MCP server is put together: its tools, its sessions, and whose tokens it accepts. */
final class ResourceServerWiring {
  private final ServerContext context;
  private final ResourceServerSettings own;
  private final ToolSets tools;
  private final RequestStates states;
  private final TrustedIssuer issuer;
  private final Sessions sessions;

  ResourceServerWiring(ServerContext context) {
    this.context = context;
    this.own = context.settings().resourceServer();
    this.tools = ToolSets.of(own, context.parts(), Version.get());
    context
        .observers()
        .redaction()
        .known()
        .settle(ConfiguredIdentifiers.of(context.settings(), tools));
    this.states = ToolSets.states(context.secrets(), context.clock());
    this.issuer = new TrustedIssuer(
        context.vertx(),
        context.tls().trust(),
        context.clock(),
        own.accepted().authorizationServer(),
        own.accepted().jwksEndpoint(),
        context.decisions(Party.RESOURCE_SERVER));
    this.sessions = new Sessions(
        tools.offer(),
        StreamRules.DEFAULT.idle(own.mcp().sessionIdle()),
        context.secrets(),
        context.clock(),
        issuer.revocations());
    tellChangesInOrder();
  }

  Future<Void> deploy(PageSet pages) {
    Landing landing = landing(pages.pages());
    Endpoint console =
        context.observers().watching().console(pages.console(), pages.pages(), tools);
    DpopProofCheck proofs = proofs();
    return context
        .vertx()
        .deployVerticle(
            () -> new ResourceServerVerticle(
                context.settings(),
                context.tls(),
                issuer,
                proofs,
                tools.scopes(),
                gate -> List.of(pages.assets(), landing, console, protocol(gate)),
                () -> context.before(Party.RESOURCE_SERVER),
                pages.pages(),
                context.decisions(Party.RESOURCE_SERVER),
                context.clock(),
                context.secrets()),
            context.instances())
        .compose(deployed -> issuer.start());
  }

  /** Ends streams: the listeners would wait for them. */
  void endStreams() {
    tools.offer().stop();
    sessions.close();
  }

  /** Asks the issuer nothing more. */
  Future<Void> close() {
    return issuer.close();
  }

  private void tellChangesInOrder() {
    WorkerExecutor changes = context.workers("changes", 1);
    tools
        .offer()
        .tellOn(work -> changes.executeBlocking(() -> {
          work.run();
          return null;
        }));
  }

  private DpopProofCheck proofs() {
    DpopSettings dpop = context.settings().server().dpop();
    return new DpopProofCheck(
        dpop.window(),
        dpop.nonce()
            ? DpopNonces.required(context.secrets().next(), context.clock())
            : DpopNonces.off(context.clock()),
        MemoryStores.proofIds(context.clock(), context.secrets()),
        context.workers("proofs", context.settings().server().instances()),
        context.clock());
  }

  // Made for each instance: a server's compiled schemas belong to one event loop.
  private Endpoint protocol(ResourceGate gate) {
    return new StreamableHttp(
        tools.server(context.vertx(), states),
        gate.guard(),
        gate.challenges(),
        sessions,
        context.decisions(Party.RESOURCE_SERVER));
  }

  private Landing landing(Pages pages) {
    return new Landing(
        context.vertx(),
        context.tls().trust(),
        pages,
        LandingWiring.of(context.settings(), tools, Version.get()),
        own.origin(),
        own.port(),
        context.secrets(),
        context.clock(),
        context.decisions(Party.RESOURCE_SERVER));
  }
}
