package dev.gatehouse;

import dev.gatehouse.authserver.identity.Authenticator;
import dev.gatehouse.authserver.outbound.Outbound;
import dev.gatehouse.handshake.DecisionListener;
import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.Toolbox;
import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.store.StoreProvider;
import dev.gatehouse.store.memory.MemoryStores;
import dev.gatehouse.wiring.EmbedderParts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What to start, and with what; everything has a default. Made by {@link Gatehouse#builder()}. */
public final class GatehouseBuilder {
  private final List<Toolbox> toolboxes = new ArrayList<>();
  private final List<DecisionListener> listeners = new ArrayList<>();
  private @Nullable Settings settings;
  private @Nullable Vertx vertx;
  private @Nullable Authenticator authenticator;
  private @Nullable Outbound outbound;
  private StoreProvider stores = context -> Future.succeededFuture(MemoryStores.create(context));
  private boolean withToolSets = true;
  private Clock clock = Clock.systemUTC();

  GatehouseBuilder() {}

  /** Settings that were built before; the defaults of {@code conf/config.yaml} if none are given. */
  public GatehouseBuilder settings(Settings given) {
    this.settings = given;
    return this;
  }

  /**
   * Settings by what differs from the defaults, such as {@code settings -> settings.onFreePorts()}.
   * Throws {@link dev.gatehouse.settings.model.SettingsException} where something is wrong.
   */
  public GatehouseBuilder settings(UnaryOperator<SettingsBuilder> changes) {
    return settings(changes.apply(SettingsBuilder.create()).build());
  }

  /** A Vert.x instance of the embedder's own: {@link Gatehouse#close()} leaves it open. */
  public GatehouseBuilder vertx(Vertx theirs) {
    this.vertx = theirs;
    return this;
  }

  /** Tools, besides those of the settings and of jars on the class path. */
  public GatehouseBuilder tools(Tool... tools) {
    return toolbox(offer -> Arrays.stream(tools).forEach(offer::add));
  }

  /** Leaves out the tool sets that the settings name, such as {@code demo}. */
  public GatehouseBuilder withoutToolSets() {
    this.withToolSets = false;
    return this;
  }

  /** Tools, prompts and resources; the offer that it is given may be kept, and changed later. */
  public GatehouseBuilder toolbox(Toolbox toolbox) {
    toolboxes.add(toolbox);
    return this;
  }

  /** Where the authorization server keeps its records; in memory unless set. */
  public GatehouseBuilder stores(StoreProvider provider) {
    this.stores = provider;
    return this;
  }

  /** Who checks user names and passwords; the users of the settings unless set. */
  public GatehouseBuilder authenticator(Authenticator theirs) {
    this.authenticator = theirs;
    return this;
  }

  /** Hears every decision of both servers, from the start on. */
  public GatehouseBuilder listener(DecisionListener listener) {
    listeners.add(listener);
    return this;
  }

  /** The time; that of the system unless set. For tests of what ends with time. */
  public GatehouseBuilder clock(Clock theirs) {
    this.clock = theirs;
    return this;
  }

  // For tests of what must not be reached.
  GatehouseBuilder outbound(Outbound others) {
    this.outbound = others;
    return this;
  }

  /**
   * Starts both servers. Fails with a {@link dev.gatehouse.settings.model.SettingsException} where a file
   * that the settings name is not what it should be, and with a {@link
   * dev.gatehouse.http.server.ListenException} where a port cannot be had; nothing is left running then.
   */
  public Future<Gatehouse> start() {
    var parts = new EmbedderParts(
        clock, stores, authenticator, withToolSets, toolboxes, listeners, outbound);
    Settings chosen = settings == null ? SettingsBuilder.defaults() : settings;
    return Gatehouse.start(chosen, parts, vertx);
  }
}
