package dev.gatehouse.console.diagnosis;

import dev.gatehouse.console.run.JsonBodies;
import dev.gatehouse.console.run.RunStep;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.oauth.Cause;
import java.util.List;
import java.util.Optional;

/** At the token endpoint: codes, verifiers, refresh tokens, and how a client proves who it is. */
final class TokenRules {
  private static final int OFTEN = 3;

  static final List<DiagnosisRule> FAULTS = List.of(
      TokenRules::codeUsed,
      TokenRules::codeExpired,
      TokenRules::codeUnknown,
      TokenRules::verifier,
      TokenRules::raced,
      TokenRules::replayed,
      TokenRules::refreshUnknown,
      TokenRules::widening,
      TokenRules::wrongSecret,
      TokenRules::authentication,
      TokenRules::grantNotRegistered);
  static final List<DiagnosisRule> NOTES = List.of(TokenRules::sameAfterStepUp, TokenRules::again);

  private TokenRules() {}

  private static Optional<Diagnosis> codeUsed(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.has(Cause.CODE_REPLAYED),
        Diagnosis.fault("code-replayed", Responsibility.CLIENT, "The code was redeemed twice")
            .because(
                "A code works once. A second time looks like theft: tokens that the code had already given are revoked. Two callbacks of one browser do this, or a retry.")
            .instead("Redeem a code once, whatever the answer; begin again for another one."));
  }

  private static Optional<Diagnosis> codeExpired(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.has(Cause.CODE_EXPIRED),
        Diagnosis.fault("code-expired", Responsibility.CLIENT, "The code came too late")
            .because("A code lives for minutes, and this one was redeemed after that.")
            .instead("Redeem it at once; begin again for another one."));
  }

  private static Optional<Diagnosis> codeUnknown(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.has(Cause.CODE_UNKNOWN, Cause.CODE_FOREIGN),
        Diagnosis.fault(
                "code-unknown", Responsibility.CLIENT, "This code was not given to this client")
            .because(
                moment.refused()
                    + " It was cut or changed on its way, is of another server, or this server was restarted since.")
            .instead("Take code from the redirect as it is, decoded once."));
  }

  private static Optional<Diagnosis> verifier(DiagnosisContext moment) {
    String computed = moment.step().exchange().facts().getOrDefault("pkce", "");
    return DiagnosisRule.when(
        moment.has(Cause.CODE_VERIFIER_INVALID, Cause.CODE_VERIFIER_MISMATCH),
        Diagnosis.fault(
                "verifier-mismatch",
                Responsibility.CLIENT,
                "The code_verifier is not that of the code_challenge")
            .because(
                moment.refused()
                    + " Two flows at once share one stored verifier, or the hash was not made as S256 has it.")
            .instead(
                "Keep one verifier per request; code_challenge = BASE64URL(SHA256(ASCII(code_verifier))), without padding.")
            .comparing(
                "SHA-256 of the verifier",
                computed,
                "code_challenge of the request",
                moment.authorized("code_challenge")));
  }

  private static Optional<Diagnosis> raced(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.has(Cause.REFRESH_RACED),
        Diagnosis.warning("refresh-race", Responsibility.CLIENT, "Two refreshes at once")
            .because(
                "The refresh token was used a moment ago by another request of the same client: parallel calls, several processes. The family lives on.")
            .instead(
                "Refresh in one place and let the others wait; use the token that the first one got."));
  }

  private static Optional<Diagnosis> replayed(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.has(Cause.REFRESH_REPLAYED),
        Diagnosis.fault("refresh-replayed", Responsibility.CLIENT, "A used refresh token came back")
            .because(
                "Each refresh gives another refresh token and ends the old one. An old one that returns may be stolen, so that all tokens of this consent are revoked.")
            .instead(
                "Store the new refresh token before anything else; after this, log in again."));
  }

  private static Optional<Diagnosis> refreshUnknown(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.has(Cause.REFRESH_TOKEN_UNKNOWN, Cause.REFRESH_TOKEN_FOREIGN),
        Diagnosis.fault(
                "refresh-unknown",
                Responsibility.CLIENT,
                "This refresh token is not known, or has ended")
            .because(
                "It was revoked, idle for too long, is another client's, or this server was restarted since.")
            .instead("On invalid_grant drop the tokens and authorize again."));
  }

  private static Optional<Diagnosis> widening(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.has(Cause.REFRESH_WIDENS),
        Diagnosis.fault("refresh-widens", Responsibility.CLIENT, "A refresh cannot ask for more")
            .because(moment.quoted("Scopes are frozen when the user consents: ", "."))
            .instead("For another scope go through the authorization endpoint again (step-up).")
            .comparing(
                "Asked for", moment.parameter("scope"), "Granted", moment.step().detail("held")));
  }

  private static Optional<Diagnosis> wrongSecret(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.has(Cause.CLIENT_SECRET_WRONG),
        Diagnosis.fault(
                "wrong-secret", Responsibility.CLIENT, "The client_secret is not the right one")
            .because(
                "The client is known, and its secret is another one: copied wrongly, or of another registration.")
            .instead(
                "Use the client_secret of the registration that gave this client_id; with Basic both are form-encoded first (RFC 6749 §2.3.1)."));
  }

  private static Optional<Diagnosis> authentication(DiagnosisContext moment) {
    String registered = JsonBodies.string(moment.registration(), "token_endpoint_auth_method");
    return DiagnosisRule.when(
        moment.hasError("invalid_client"),
        Diagnosis.fault(
                "auth-method",
                Responsibility.CLIENT,
                "The client proves itself in another way than it registered")
            .because(moment.refused())
            .instead("Use the token_endpoint_auth_method that the registration answered with.")
            .comparing("Used", method(moment), "Registered", registered));
  }

  private static String method(DiagnosisContext moment) {
    if (moment.header("authorization").startsWith("Basic")) {
      return "client_secret_basic";
    }
    if (!moment.parameter("client_assertion").isEmpty()) {
      return "private_key_jwt";
    }
    return moment.parameter("client_secret").isEmpty() ? "none" : "client_secret_post";
  }

  private static Optional<Diagnosis> grantNotRegistered(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.hasError("unauthorized_client"),
        Diagnosis.fault(
                "grant-not-registered",
                Responsibility.CLIENT,
                "The client did not register this grant")
            .because(moment.refused())
            .instead("Register grant_types with it.")
            .comparing(
                "Used",
                moment.parameter("grant_type"),
                "Registered",
                String.join(" ", DiagnosisContext.strings(moment.registration(), "grant_types"))));
  }

  private static Optional<Diagnosis> sameAfterStepUp(DiagnosisContext moment) {
    if (!moment.is(Step.REFRESH) || moment.isRefused()) {
      return Optional.empty();
    }
    Optional<RunStep> refused = moment.before(Step.STEP_UP);
    boolean since = refused.isPresent()
        && moment.before(Step.AUTHORIZATION_REQUEST).map(RunStep::number).orElse(0)
            < refused.get().number();
    return DiagnosisRule.when(
        since,
        Diagnosis.warning(
                "refresh-after-403",
                Responsibility.CLIENT,
                "A refresh does not give the missing scope")
            .because(
                "The last call was refused for want of a scope, and the client refreshed: the new token has the scopes of the old one.")
            .instead("Go through the authorization endpoint with the scope that the 403 names.")
            .comparing(
                "The new token has",
                moment.step().detail("scope"),
                "Needed",
                refused.map(step -> step.detail("needed")).orElse("")));
  }

  private static Optional<Diagnosis> again(DiagnosisContext moment) {
    if (!moment.isRefused()
        || !moment.is(
            Step.TOKEN,
            Step.REFRESH,
            Step.MCP_REQUEST,
            Step.TOOL_CALL,
            Step.AUTHORIZATION_REQUEST)) {
      return Optional.empty();
    }
    long same = moment.run().steps().stream()
        .filter(step -> step.kind() == moment.step().kind())
        .filter(step -> step.turn() == RunStep.Turn.REFUSED)
        .filter(step -> step.error().equals(moment.step().error()))
        .count();
    return DiagnosisRule.when(
        same >= OFTEN,
        Diagnosis.warning(
                "loop",
                Responsibility.CLIENT,
                "The client repeats what was refused, " + same + " times now")
            .because("The same request gets the same answer (" + moment.step().error() + ").")
            .instead(
                "invalid_client: register again. invalid_grant: authorize again. invalid_token: refresh once, then authorize."));
  }
}
