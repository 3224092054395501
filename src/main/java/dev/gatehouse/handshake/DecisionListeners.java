package dev.gatehouse.handshake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everyone who hears the decisions of this process. A listener that throws is logged: it can
 * neither fail the request nor keep the others from hearing.
 */
public final class DecisionListeners implements DecisionListener {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionListeners.class);

  private final List<DecisionListener> listeners = new CopyOnWriteArrayList<>();

  public DecisionListeners(DecisionListener... first) {
    listeners.addAll(List.of(first));
  }

  /** The log and the recording of the request: what every server has. */
  public static DecisionListeners standard() {
    return new DecisionListeners(new DecisionLog(), Recording::keep);
  }

  /** One more, which hears what is decided from now on. Run what it returns to stop listening. */
  public Runnable add(DecisionListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void decided(Decision decision) {
    for (DecisionListener listener : listeners) {
      try {
        listener.decided(decision);
      } catch (RuntimeException failure) {
        LOG.error("a decision listener failed", QuotedText.failure(failure));
      }
    }
  }
}
