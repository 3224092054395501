package dev.gatehouse.handshake;

/**
 * Hears every recorded exchange, in the order in which the answers began to go out: the console,
 * the trace. Called on the event loop of a request, so it must not block.
 */
@FunctionalInterface
public interface ExchangeListener {
  void exchanged(Exchange exchange);
}
