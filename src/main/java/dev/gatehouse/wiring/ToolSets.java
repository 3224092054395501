package dev.gatehouse.wiring;

import dev.gatehouse.everything.ConformanceFixtures;
import dev.gatehouse.mcp.Offer;
import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.era.CallRate;
import dev.gatehouse.mcp.era.ScopeRefusal;
import dev.gatehouse.mcp.era.ServerInfo;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.mcp.modern.RequestStates;
import dev.gatehouse.mcp.registry.Features;
import dev.gatehouse.mcp.registry.InstalledTools;
import dev.gatehouse.mcp.registry.LiveOffer;
import dev.gatehouse.mcp.server.McpServer;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.model.McpSettings;
import dev.gatehouse.settings.model.ResourceServerSettings;
import dev.gatehouse.stdio.TokenOffer;
import dev.gatehouse.tools.DemoTools;
import dev.gatehouse.tools.NoteAccess;
import dev.gatehouse.tools.Notes;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What is offered: the sets named in the settings, what jars on the class path bring, what an embedder adds. */
public final class ToolSets {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;

  private final LiveOffer offer = new LiveOffer();
  private final ServerInfo info;
  private final ServerRules rules;

  private ToolSets(ServerRules rules, String version) {
    this.rules = rules;
    this.info = new ServerInfo(
        "gatehouse",
        "Gatehouse",
        version,
        "Each tool needs its own scope; a refusal names the scope that is missing.");
  }

  /** Over HTTP: the named sets alone, and what jars bring. */
  public static ToolSets of(ResourceServerSettings settings, String version, Clock clock) {
    return of(settings, settings.toolsets(), version, clock);
  }

  /** Over HTTP; the toolboxes of an embedder come last. */
  static ToolSets of(ResourceServerSettings settings, EmbedderParts parts, String version) {
    List<String> named = parts.withToolSets() ? settings.toolsets() : List.of();
    ToolSets sets = of(settings, named, version, parts.clock());
    parts.toolboxes().forEach(box -> box.open(sets.offer));
    return sets;
  }

  private static ToolSets of(
      ResourceServerSettings settings, List<String> named, String version, Clock clock) {
    var rate = new CallRate(settings.mcp().callsPerSecond(), clock);
    return filled(settings.mcp(), named, version, rate, NoteAccess.OWN, plain -> plain);
  }

  /** On stdio, where a demo token stands for the login, and who calls is who runs it. */
  public static ToolSets onStdio(ResourceServerSettings settings, String version) {
    return filled(
        settings.mcp(),
        settings.toolsets(),
        version,
        CallRate.UNLIMITED,
        NoteAccess.ANYONE,
        TokenOffer::new);
  }

  private static ToolSets filled(
      McpSettings mcp,
      List<String> named,
      String version,
      CallRate rate,
      NoteAccess reach,
      UnaryOperator<Offer> dress) {
    ServerRules rules = ServerRules.DEFAULT
        .within(mcp.timeLimit())
        .limiting(rate)
        .refusing(ScopeRefusal.valueOf(mcp.refusal().toUpperCase(Locale.ROOT)));
    var sets = new ToolSets(rules, version);
    Offer offer = dress.apply(sets.offer);
    if (named.contains("demo")) {
      DemoTools.with(new Notes(), reach).forEach(offer::add);
    }
    if (named.contains("everything")) {
      new ConformanceFixtures().open(offer);
    }
    InstalledTools.addTo(offer);
    return sets;
  }

  /** All that is offered, and what becomes of it. */
  LiveOffer offer() {
    return offer;
  }

  /** In the order of the list. */
  public List<Tool> tools() {
    return offer.features().tools();
  }

  /** Each scope that something needs, once. */
  Scopes scopes() {
    Features features = offer.features();
    var scopes = new LinkedHashSet<String>();
    features.tools().forEach(tool -> scopes.add(tool.descriptor().scope()));
    features.prompts().forEach(prompt -> scopes.add(prompt.descriptor().scope()));
    features.resources().forEach(resource -> scopes.add(resource.descriptor().scope()));
    features.templates().forEach(template -> scopes.add(template.descriptor().scope()));
    scopes.remove("");
    return Scopes.of(scopes);
  }

  /** What all event loops need to trust what one of them gave a client to bring back. */
  public static RequestStates states(Secrets secrets, Clock clock) {
    return new RequestStates(bytes(secrets, KEY_BYTES), () -> bytes(secrets, NONCE_BYTES), clock);
  }

  /** A server of these tools, for one event loop. */
  public McpServer server(Vertx vertx, RequestStates states) {
    return new McpServer(vertx, info, offer, rules, states);
  }

  private static byte[] bytes(Secrets secrets, int count) {
    return Base64.getUrlDecoder().decode(secrets.next(count));
  }
}
