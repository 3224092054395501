package dev.gatehouse.resourceserver.gate;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.http.access.OriginRule;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.resourceserver.metadata.ResourceUrls;
import dev.gatehouse.settings.model.ResourceServerSettings;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.token.dpop.DpopProofCheck;
import dev.gatehouse.token.verification.TrustedIssuer;
import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * The gate of one instance of the server, put together: all that an endpoint needs to stand behind it.
 *
 * @param urls the server's URLs as the client spelled them
 * @param challenges what a refusal says, for scopes that only an endpoint can know
 * @param bearer the check of the token alone
 * @param guard that check, with the rules for web pages before it
 */
public record ResourceGate(
    ResourceUrls urls, Challenges challenges, BearerGate bearer, GuardedEndpoint guard) {
  /** What a client without a token is told to ask for, where the settings require nothing. */
  private static final Scopes MINIMUM = Scopes.of("mcp.read");

  /** Made for each instance: the verifier is not shared between event loops. */
  public static ResourceGate of(
      Vertx vertx,
      Settings settings,
      TrustedIssuer issuer,
      DpopProofCheck proofs,
      Clock clock,
      Decisions decisions) {
    ResourceServerSettings own = settings.resourceServer();
    Scopes required = own.accepted().requiredScopes();
    GateConfiguration rules = GateConfiguration.of(own);
    var gates = new BearerGates(vertx, rules, issuer, proofs, clock, decisions);
    Challenges challenges = gates.challenges(required.isEmpty() ? MINIMUM : required);
    BearerGate bearer = gates.gate(challenges, required);
    var origins = new OriginRule(settings.server(), own.origin(), decisions);
    return new ResourceGate(rules.urls(), challenges, bearer, new GuardedEndpoint(origins, bearer));
  }
}
