package dev.gatehouse.handshake;

import dev.gatehouse.oauth.Secrets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where one server announces what it decided: a {@link Decision}, to everyone who listens.
 *
 * <pre>{@code decisions.granted(Step.TOKEN, "client", client.id(), "sub", grant.subject(), "scope", scopes.toString());}</pre>
 */
public final class Decisions {
  private final Party party;
  private final DecisionListener listener;
  private final Clock clock;
  private final RedactionPolicy policy;

  /** With a policy of its own: for a server that runs by itself. */
  public Decisions(Party party, DecisionListener listener, Clock clock) {
    this(party, listener, clock, RedactionPolicy.of(new Secrets(new SecureRandom())));
  }

  /** The details of its decisions are redacted by this policy, which learns from them which identifiers are in use. */
  public Decisions(Party party, DecisionListener listener, Clock clock, RedactionPolicy policy) {
    this.party = party;
    this.listener = listener;
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
    listener.decided(decision(step, outcome, pairs(details)));
  }

  // What a granted decision names is known from then on, and may be shown in it already.
  private Decision decision(Step step, Outcome outcome, Map<String, String> details) {
    policy.known().learn(step, outcome, details);
    var redaction = new Redaction(policy);
    details.replaceAll(
        (name, value) -> RedactionAllowList.detail(name).shown(name, value, redaction));
    return new Decision(clock.instant(), party, step, outcome, details);
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
