package dev.gatehouse.handshake;

import dev.gatehouse.oauth.Secrets;
import io.vertx.core.eventbus.EventBus;
import java.security.SecureRandom;
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
  private final RedactionPolicy policy;

  /** With a policy of its own: for a server that runs by itself. */
  public Decisions(Party party, EventBus bus, Clock clock) {
    this(party, bus, clock, RedactionPolicy.of(new Secrets(new SecureRandom())));
  }

  /** The details of its decisions are redacted by this policy, which learns from them which identifiers are in use. */
  public Decisions(Party party, EventBus bus, Clock clock, RedactionPolicy policy) {
    this.party = party;
    this.bus = bus;
    this.clock = clock;
    this.policy = policy;
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
    HandshakeEvent event = event(step, outcome, pairs(details));
    LOG.info(event.line());
    @Nullable Recording recording = Recording.current();
    if (recording != null) {
      recording.add(event);
    }
    bus.publish(HandshakeEvent.ADDRESS, event);
  }

  // What a granted decision names is known from then on, and may be shown in it already.
  private HandshakeEvent event(Step step, Outcome outcome, Map<String, String> details) {
    policy.known().learn(step, outcome, details);
    var redaction = new Redaction(policy);
    details.replaceAll(
        (name, value) -> RedactionAllowList.detail(name).shown(name, value, redaction));
    return new HandshakeEvent(clock.instant(), party, step, outcome, details);
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
