package dev.gatehouse.handshake;

import io.vertx.core.eventbus.EventBus;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one server announces what it decided: a {@link HandshakeEvent} on the event bus, and the one log line that is made from it.
 *
 * <pre>{@code decisions.granted(Step.TOKEN, "client", client.id(), "sub", grant.subject(), "scope", scopes.toString());}</pre>
 */
public final class Decisions {
  private static final Logger LOG = LoggerFactory.getLogger("gatehouse");

  private final Party party;
  private final EventBus bus;
  private final Clock clock;

  public Decisions(Party party, EventBus bus, Clock clock) {
    this.party = party;
    this.bus = bus;
    this.clock = clock;
  }

  /** Details are pairs of name and value; a value that is empty is left out. */
  public void granted(Step step, String... details) {
    announce(step, Outcome.GRANTED, details);
  }

  /** Say {@code reason} and {@code rule} among the details. */
  public void refused(Step step, String... details) {
    announce(step, Outcome.REFUSED, details);
  }

  /** For steps at which nothing is decided. */
  public void noted(Step step, String... details) {
    announce(step, Outcome.NOTED, details);
  }

  private void announce(Step step, Outcome outcome, String... details) {
    var event = new HandshakeEvent(clock.instant(), party, step, outcome, pairs(details));
    LOG.info(event.line());
    @Nullable Recording recording = Recording.current();
    if (recording != null) {
      recording.add(event);
    }
    bus.publish(HandshakeEvent.ADDRESS, event);
  }

  private static Map<String, String> pairs(String... details) {
    if (details.length % 2 != 0) {
      throw new IllegalArgumentException("details are pairs of name and value");
    }
    var pairs = new LinkedHashMap<String, String>();
    for (int i = 0; i < details.length; i += 2) {
      if (!details[i + 1].isEmpty()) {
        pairs.put(details[i], details[i + 1]);
      }
    }
    return pairs;
  }
}
