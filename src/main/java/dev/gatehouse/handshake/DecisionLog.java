package dev.gatehouse.handshake;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one log line per decision, on the logger {@code gatehouse}. */
final class DecisionLog implements DecisionListener {
  private static final Logger LOG = LoggerFactory.getLogger("gatehouse");

  @Override
  public void decided(Decision decision) {
    LOG.info(decision.line());
  }
}
