package dev.gatehouse.handshake;

/**
 * Hears every decision at the moment it is taken: the log, the recording of the request, an
 * embedder. Called on the event loop of the request, so it must not block; secrets are masked
 * already.
 */
@FunctionalInterface
public interface DecisionListener {
  void decided(Decision decision);
}
