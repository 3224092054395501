package dev.gatehouse.handshake;

import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Scopes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a decision was about. Nobody hears of it before {@link #announce}; a value that is empty is
 * left out.
 */
public final class DecisionBuilder {
  private final Decisions decisions;
  private final Step step;
  private final Outcome outcome;
  private final @Nullable Cause cause; // null where nothing was refused
  private final Map<String, String> details = new LinkedHashMap<>();
  private @Nullable OAuthException refusal; // null where the decision is not about one

  DecisionBuilder(Decisions decisions, Step step, Outcome outcome, @Nullable Cause cause) {
    this.decisions = decisions;
    this.step = step;
    this.outcome = outcome;
    this.cause = cause;
  }

  /** The {@code client_id}. */
  public DecisionBuilder client(String id) {
    return detail("client", id);
  }

  /** The {@code sub} of a token or a grant. */
  public DecisionBuilder subject(String subject) {
    return detail("sub", subject);
  }

  /** Who logged in or out. */
  public DecisionBuilder user(String name) {
    return detail("user", name);
  }

  /** What was granted. */
  public DecisionBuilder scopes(Scopes scopes) {
    return detail("scope", scopes.toString());
  }

  /** What the token lacks and what it has, RFC 6750 §3.1. */
  public DecisionBuilder scopes(Scopes needed, Scopes held) {
    return detail("needed", needed.toString()).detail("held", held.toString());
  }

  /** The resource identifier, RFC 8707. */
  public DecisionBuilder resource(String uri) {
    return detail("resource", uri);
  }

  /** The redirect URIs of a client. */
  public DecisionBuilder redirects(Iterable<String> uris) {
    return detail("redirects", String.join(" ", uris));
  }

  /** In words, for people: nothing is decided by them. */
  public DecisionBuilder because(String reason) {
    return detail("reason", reason);
  }

  /**
   * Anything else. The name needs a rule in the allow list of redaction, else the value is masked
   * as if it came from outside.
   */
  public DecisionBuilder detail(String name, String value) {
    if (!value.isEmpty()) {
      details.put(name, value);
    }
    return this;
  }

  DecisionBuilder because(OAuthException exception) {
    refusal = exception;
    return this;
  }

  /** Tells everyone who listens. */
  public void announce() {
    if (refusal != null) {
      detail("error", refusal.error().code()).because(refusal.reason());
      refusal.details().forEach(this::detail);
    }
    if (cause != null) {
      detail("rule", cause.section());
    }
    decisions.announce(step, outcome, cause, details);
  }
}
