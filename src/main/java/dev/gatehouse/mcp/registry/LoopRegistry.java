package dev.gatehouse.mcp.registry;

import java.util.List;

/** The registry of one event loop, which follows the offer: what did not change stays compiled. */
public final class LoopRegistry {
  private final LiveOffer offer;
  private Features features;
  private Registry registry;

  public LoopRegistry(LiveOffer offer) {
    this.offer = offer;
    this.features = offer.features();
    this.registry = Registry.of(features, List.of());
  }

  /** What is offered now. */
  public Registry current() {
    Features now = offer.features();
    if (now.version() != features.version()) {
      registry = Registry.of(now, List.copyOf(registry.tools().all()));
      features = now;
    }
    return registry;
  }
}
