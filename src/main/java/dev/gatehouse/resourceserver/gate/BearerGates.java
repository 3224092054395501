package dev.gatehouse.resourceserver.gate;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.token.dpop.DpopProofCheck;
import dev.gatehouse.token.verification.AccessTokenVerifier;
import dev.gatehouse.token.verification.ClaimRules;
import dev.gatehouse.token.verification.TrustedIssuer;
import io.vertx.core.Vertx;
import java.time.Clock;

/** Makes gates for the routes of one resource, each for scopes of its own; all check tokens alike. */
public final class BearerGates {
  private final GateConfiguration rules;
  private final AccessTokenVerifier verifier;
  private final SenderConstraint constraint;
  private final Decisions decisions;

  public BearerGates(
      Vertx vertx,
      GateConfiguration rules,
      TrustedIssuer issuer,
      DpopProofCheck proofs,
      Clock clock,
      Decisions decisions) {
    this.rules = rules;
    this.verifier = new AccessTokenVerifier(
        vertx,
        issuer,
        new ClaimRules(rules.profile(), rules.issuer(), rules.audience(), rules.leeway(), clock));
    this.constraint = new SenderConstraint(proofs, rules.urls(), rules.dpopRequired());
    this.decisions = decisions;
  }

  /** A gate for requests that need the scopes; a client without a token is told to ask for them. */
  public BearerGate requiring(Scopes scopes) {
    return gate(challenges(scopes), scopes);
  }

  BearerGate gate(Challenges challenges, Scopes required) {
    return new BearerGate(verifier::verify, constraint, challenges, required, decisions);
  }

  Challenges challenges(Scopes first) {
    return new Challenges(rules.urls(), first, rules.dpopRequired());
  }
}
