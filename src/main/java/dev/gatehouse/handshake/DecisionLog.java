package dev.gatehouse.handshake;

/**
 * Writes the log lines of decisions, on the logger {@code gatehouse}: one each, and one per message
 * to the resource server.
 */
final class DecisionLog implements DecisionListener {
  @Override
  public void decided(Decision decision) {
    RequestLine.write(decision);
  }
}
