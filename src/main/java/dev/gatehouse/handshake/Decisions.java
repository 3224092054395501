package dev.gatehouse.handshake;

import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.crypto.Secrets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one server announces what it decided: a {@link Decision}, to everyone who listens.
 *
 * <pre>{@code
 * decisions.granted(Step.TOKEN).client(client.id()).subject(user).scopes(granted).announce();
 * decisions.refused(Step.CONSENT, Cause.CONSENT_DENIED).client(client.id()).announce();
 * }</pre>
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

  /**
   * The details of its decisions are redacted by this policy, which learns from them which
   * identifiers are in use.
   */
  public Decisions(Party party, DecisionListener listener, Clock clock, RedactionPolicy policy) {
    this.party = party;
    this.listener = listener;
    this.clock = clock;
    this.policy = policy;
  }

  /** What was asked for was given. */
  public DecisionBuilder granted(Step step) {
    return new DecisionBuilder(this, step, Outcome.GRANTED, null);
  }

  /** What was asked for was refused, for this cause. */
  public DecisionBuilder refused(Step step, Cause cause) {
    return new DecisionBuilder(this, step, Outcome.REFUSED, cause);
  }

  /**
   * As {@link #refused(Step, Cause)}, with the error code, the reason and the details of the
   * refusal.
   */
  public DecisionBuilder refused(Step step, OAuthException refusal) {
    return refused(step, refusal.cause()).because(refusal);
  }

  /** Nothing was decided, but it is a step that a person wants to see. */
  public DecisionBuilder noted(Step step) {
    return new DecisionBuilder(this, step, Outcome.NOTED, null);
  }

  /** As {@link #noted(Step)}, where something stands in the way of the client. */
  public DecisionBuilder noted(Step step, Cause cause) {
    return new DecisionBuilder(this, step, Outcome.NOTED, cause);
  }

  // What a granted decision names is known from then on, and may be shown in it already.
  void announce(Step step, Outcome outcome, @Nullable Cause cause, Map<String, String> details) {
    policy.known().learn(step, outcome, details);
    var redaction = new Redaction(policy);
    var shown = new LinkedHashMap<String, String>();
    details.forEach((name, value) ->
        shown.put(name, RedactionAllowList.detail(name).shown(name, value, redaction)));
    listener.decided(new Decision(clock.instant(), party, step, outcome, cause, shown));
  }
}
