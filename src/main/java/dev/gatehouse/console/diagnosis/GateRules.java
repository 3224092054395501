package dev.gatehouse.console.diagnosis;

import dev.gatehouse.console.run.JsonBodies;
import dev.gatehouse.console.run.RunStep;
import dev.gatehouse.fault.Fault;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.jose.NumericDate;
import dev.gatehouse.oauth.Cause;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** At the resource server: the token, the scope, the session, the shape of the request. */
final class GateRules {
  private static final Pattern NUMBER = Pattern.compile("[0-9][0-9.]{0,20}(?:E[0-9]{1,2})?");
  private static final int CLOCK_SECONDS = 90;

  static final List<DiagnosisRule> FAULTS = List.of(
      GateRules::stepUpInVain,
      GateRules::stepUp,
      GateRules::expired,
      GateRules::future,
      GateRules::audience,
      GateRules::issuer,
      GateRules::unknownKey,
      GateRules::revoked,
      GateRules::anotherKind,
      GateRules::inTheUrl,
      GateRules::noKeys,
      GateRules::session,
      GateRules::accept,
      GateRules::contentType);

  private GateRules() {}

  private static Optional<Diagnosis> stepUpInVain(DiagnosisContext moment) {
    Optional<RunStep> earlier = moment.before(Step.STEP_UP);
    boolean same = earlier.isPresent()
        && earlier.get().detail("needed").equals(moment.step().detail("needed"));
    return DiagnosisRule.when(
        moment.is(Step.STEP_UP) && same,
        Diagnosis.fault("step-up-in-vain", Responsibility.CLIENT, "Asked again without the scope")
            .because(
                "The client was told which scope is missing, and came back with a token that still lacks it"
                    + (moment
                                .before(Step.AUTHORIZATION_REQUEST)
                                .map(RunStep::number)
                                .orElse(0)
                            > earlier.map(RunStep::number).orElse(0)
                        ? ", although it authorized again: it did not ask for the scope, or the user or the user's ring did not grant it."
                        : " and without another authorization: this client does not follow the 403."))
            .instead(
                "Authorize again with the scopes of the 403. It names what is held besides what is needed.")
            .comparing(
                "The token has",
                moment.step().detail("held"),
                "Needed",
                moment.step().detail("needed")));
  }

  private static Optional<Diagnosis> stepUp(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.is(Step.STEP_UP),
        Diagnosis.warning("step-up", Responsibility.CLIENT, "The token is good, but not for this")
            .because(
                "The tool needs a scope that the token lacks. This is the turn to the authorization server, not the end.")
            .instead("Authorize again with the scopes of the 403, and call again.")
            .comparing(
                "The token has",
                moment.step().detail("held"),
                "Needed",
                moment.step().detail("needed")));
  }

  private static Optional<Diagnosis> expired(DiagnosisContext moment) {
    long late = distance(moment, "exp");
    return DiagnosisRule.when(
        moment.has(Cause.TOKEN_EXPIRED),
        Diagnosis.fault("token-expired", Responsibility.CLIENT, "The token has expired")
            .because("It ended " + Math.abs(late) + " seconds before this call."
                + (Math.abs(late) < CLOCK_SECONDS
                    ? " That is so close that a clock may be wrong."
                    : ""))
            .instead(
                "On invalid_token refresh, or authorize again; a client may also look at expires_in."));
  }

  private static Optional<Diagnosis> future(DiagnosisContext moment) {
    String claim = moment.has(Cause.TOKEN_NOT_YET_VALID) ? "nbf" : "iat";
    return DiagnosisRule.when(
        moment.has(Cause.TOKEN_ISSUED_LATER, Cause.TOKEN_NOT_YET_VALID),
        Diagnosis.fault(Fault.CLOCK_SKEW, Responsibility.ISSUER, "The token is from the future")
            .because("Its " + claim + " is " + distance(moment, claim)
                + " seconds ahead of the clock here: " + Fault.CLOCK_SKEW.why() + ".")
            .instead("Set the clocks, or start with a larger --leeway-seconds."));
  }

  private static Optional<Diagnosis> audience(DiagnosisContext moment) {
    boolean foreign = moment.place().foreign();
    return DiagnosisRule.when(
        moment.has(Cause.AUDIENCE_FOREIGN),
        Diagnosis.fault(
                Fault.WRONG_AUDIENCE,
                foreign ? Responsibility.ISSUER : Responsibility.CLIENT,
                "The token is for another resource")
            .because(
                "Its aud is " + (moment.claim("aud").isEmpty() ? "missing" : moment.claim("aud"))
                    + ", and this resource is " + moment.place().mcpUrl() + ". "
                    + Fault.WRONG_AUDIENCE.because())
            .instead(
                foreign
                    ? Fault.WRONG_AUDIENCE.instead()
                    : "Send resource=" + moment.place().mcpUrl()
                        + " in the authorization and the token request.")
            .comparing(
                "aud of the token",
                moment.claim("aud"),
                "This resource",
                moment.place().mcpUrl()));
  }

  private static Optional<Diagnosis> issuer(DiagnosisContext moment) {
    String claim = moment.claim("iss");
    boolean slash = claim.equals(moment.place().issuer() + "/");
    return DiagnosisRule.when(
        moment.has(Cause.ISSUER_FOREIGN),
        Diagnosis.fault(
                Fault.WRONG_ISSUER,
                slash ? Responsibility.SETTING : Responsibility.CLIENT,
                slash
                    ? "Only a slash at the end of the issuer differs"
                    : "The token is from another issuer")
            .because(Fault.WRONG_ISSUER.because())
            .instead(
                slash
                    ? Fault.WRONG_ISSUER.instead() + " Here it is --authorization-server."
                    : "Get the token from the authorization server that the metadata of the resource names.")
            .comparing("iss of the token", claim, "Trusted here", moment.place().issuer()));
  }

  private static Optional<Diagnosis> unknownKey(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.has(Cause.TOKEN_KEY_UNKNOWN),
        Diagnosis.fault("unknown-key", Responsibility.CLIENT, "No key of the issuer has this kid")
            .because(
                "The keys were fetched again and it is not among them: the token was signed before a restart that made new keys, or by someone else.")
            .instead(
                "Authorize again. To keep keys over a restart start with --signing-key FILE."));
  }

  private static Optional<Diagnosis> revoked(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.has(Cause.TOKEN_REVOKED),
        Diagnosis.fault("token-revoked", Responsibility.CLIENT, "The token was revoked")
            .because(
                "Somebody ended it: the client itself, the user, or a code or refresh token that came back a second time.")
            .instead("Drop the tokens and authorize again."));
  }

  private static Optional<Diagnosis> anotherKind(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.has(Cause.TOKEN_MALFORMED, Cause.TOKEN_KIND_WRONG, Cause.TOKEN_HEADER_MALFORMED),
        Diagnosis.fault("not-an-access-token", Responsibility.CLIENT, "This is no access token")
            .because(moment.refused()
                + " It may be an ID token, a refresh token, an API key, or cut off.")
            .instead("Send access_token of the token answer as it is: Authorization: Bearer …"));
  }

  private static Optional<Diagnosis> inTheUrl(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.has(Cause.TOKEN_IN_URL),
        Diagnosis.fault(Fault.TOKEN_IN_URL, Responsibility.CLIENT, "The token stood in the URL")
            .because(Fault.TOKEN_IN_URL.because())
            .instead("Send it in the Authorization header."));
  }

  private static Optional<Diagnosis> noKeys(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.has(Cause.ISSUER_KEYS_UNKNOWN),
        Diagnosis.fault(
                "no-keys",
                Responsibility.SETTING,
                "The keys of the authorization server are not known yet")
            .because("The resource server has not reached " + moment.place().issuer() + " so far.")
            .instead(
                "See that it runs, and that --authorization-server and --jwks-endpoint are right."));
  }

  private static Optional<Diagnosis> session(DiagnosisContext moment) {
    boolean mcp = moment.is(Step.MCP_REQUEST, Step.TOOL_CALL, Step.MCP_OPEN);
    boolean named = !moment.header("mcp-session-id").isEmpty();
    return DiagnosisRule.when(
        mcp && moment.status() == 404 && named,
        Diagnosis.fault(
                "session-unknown", Responsibility.CLIENT, "This MCP session is not known here")
            .because("The server was restarted since, or the session ended.")
            .instead(
                "On 404 drop the Mcp-Session-Id and send initialize again; the token is still good."));
  }

  private static Optional<Diagnosis> accept(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.status() == 406,
        Diagnosis.fault(
                "not-acceptable",
                Responsibility.CLIENT,
                "The client accepts none of the types that are served")
            .because("MCP clients say that they take JSON and event streams.")
            .instead("Send the header field as it stands below.")
            .comparing(
                "Accept",
                moment.header("accept"),
                "Right",
                moment.step().exchange().request().method().equals("GET")
                    ? "text/event-stream"
                    : "application/json, text/event-stream"));
  }

  private static Optional<Diagnosis> contentType(DiagnosisContext moment) {
    return DiagnosisRule.when(
        moment.status() == 415,
        Diagnosis.fault("content-type", Responsibility.CLIENT, "The body is of another type")
            .because("It was sent as '" + moment.header("content-type") + "'.")
            .instead(
                "MCP messages and registrations are application/json; the token endpoint takes application/x-www-form-urlencoded.")
            .comparing("Content-Type", moment.header("content-type"), "Right", "application/json"));
  }

  private static long distance(DiagnosisContext moment, String claim) {
    String value = moment.claim(claim);
    return NUMBER.matcher(value).matches()
        ? NumericDate.read(new BigDecimal(value))
            .map(date -> Duration.between(moment.step().exchange().at(), date).toSeconds())
            .orElse(0L)
        : 0;
  }

  static String message(DiagnosisContext moment) {
    return JsonBodies.string(
        JsonBodies.object(JsonBodies.answer(moment.step().exchange()), "error"), "message");
  }
}
