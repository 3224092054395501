package dev.gatehouse.store;

import io.vertx.core.Future;

/** Opens the stores of the authorization server: in memory unless an embedder brings others. */
@FunctionalInterface
public interface StoreProvider {
  /** Called once, at the start, on an event loop; a failed future ends the start. */
  Future<Stores> open(StoreContext context);
}
