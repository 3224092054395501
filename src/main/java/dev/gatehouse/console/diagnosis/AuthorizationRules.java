package dev.gatehouse.console.diagnosis;

import dev.gatehouse.console.run.RunStep;
import dev.gatehouse.fault.Fault;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.oauth.Cause;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From the authorization request to the answer of the user. */
final class AuthorizationRules {
  static final List<DiagnosisRule> FAULTS = List.of(
      AuthorizationRules::unknownClient,
      RedirectRules::redirect,
      AuthorizationRules::resource,
      AuthorizationRules::pkce,
      AuthorizationRules::scopes,
      AuthorizationRules::denied,
      AuthorizationRules::cookie,
      AuthorizationRules::ended,
      AuthorizationRules::password);
  static final List<DiagnosisRule> NOTES = List.of(
      RedirectRules::otherPort,
      AuthorizationRules::resourceSpelling,
      AuthorizationRules::unknownScopes,
      AuthorizationRules::noScope,
      AuthorizationRules::alwaysConsent,
      AuthorizationRules::severalTabs,
      AuthorizationRules::abandonedCode,
      AuthorizationRules::lessThanAsked);

  private AuthorizationRules() {}

  private static Optional<Diagnosis> unknownClient(DiagnosisContext moment) {
    if (!moment.has(Cause.CLIENT_UNKNOWN)) {
      return Optional.empty();
    }
    return Optional.of(Diagnosis.fault(
            Fault.UNKNOWN_CLIENT, Responsibility.CLIENT, "This client is not known here")
        .because("It keeps a client_id (" + moment.parameter("client_id")
            + ") of an earlier time: a restart forgets the clients that registered themselves.")
        .instead(
            moment.is(Step.AUTHORIZATION_REQUEST)
                ? "Make the client register again: codex mcp login NAME, claude mcp login NAME, opencode mcp auth NAME, in Gemini CLI /mcp auth NAME, in MCP Inspector clear the OAuth state, for mcp-remote delete ~/.mcp-auth; elsewhere remove the server and add it again."
                : Fault.UNKNOWN_CLIENT.because()));
  }

  private static Optional<Diagnosis> resource(DiagnosisContext moment) {
    if (!moment.hasError("invalid_target")) {
      return Optional.empty();
    }
    String sent = moment.parameter("resource");
    return Optional.of(Diagnosis.fault(
            "resource-unknown", Responsibility.CLIENT, "The token would be for another resource")
        .because("The client asked for " + (sent.isEmpty() ? "another resource" : sent)
            + " but this resource is " + moment.place().mcpUrl() + ".")
        .instead(
            "Send the value of resource in the metadata of the resource, to the letter (RFC 8707).")
        .comparing("The client sent", sent, "This resource", moment.place().mcpUrl()));
  }

  private static Optional<Diagnosis> pkce(DiagnosisContext moment) {
    if (!moment.is(Step.AUTHORIZATION_REQUEST, Step.PUSHED_REQUEST)
        || !moment.has(Cause.CODE_CHALLENGE_INVALID, Cause.CODE_CHALLENGE_METHOD_UNSUPPORTED)) {
      return Optional.empty();
    }
    String method = moment.parameter("code_challenge_method");
    return Optional.of(Diagnosis.fault(
            Fault.PKCE_MISSING, Responsibility.CLIENT, "PKCE with S256 is missing")
        .because(moment.refused() + " " + Fault.PKCE_MISSING.because())
        .instead(
            "Send code_challenge = BASE64URL(SHA256(code_verifier)) and code_challenge_method=S256.")
        .comparing("code_challenge_method", method.equals("S256") ? "" : method, "Right", "S256"));
  }

  private static Optional<Diagnosis> scopes(DiagnosisContext moment) {
    if (!moment.is(Step.AUTHORIZATION_REQUEST, Step.PUSHED_REQUEST)
        || !moment.hasError("invalid_scope")) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnosis.fault("scope-unknown", Responsibility.CLIENT, "None of these scopes exists here")
            .because("The client asked for '" + moment.parameter("scope") + "'.")
            .instead("Ask for what the 401 or the metadata of the resource names.")
            .comparing(
                "Asked for",
                moment.parameter("scope"),
                "Known",
                String.join(" ", moment.place().scopes().stream().sorted().toList())));
  }

  private static Optional<Diagnosis> denied(DiagnosisContext moment) {
    if (!moment.is(Step.CONSENT) || !moment.has(Cause.CONSENT_DENIED)) {
      return Optional.empty();
    }
    return Optional.of(Diagnosis.fault("denied", Responsibility.USER, "The user said no")
        .because(
            "The client got access_denied, with its state and the issuer. That is an answer, not an error.")
        .instead("Connect again to be asked again."));
  }

  // Cookies are kept for a host, not for a port; a popup or another browser has none.
  private static Optional<Diagnosis> cookie(DiagnosisContext moment) {
    boolean form = moment.is(Step.LOGIN, Step.CONSENT, Step.CONSENT_PAGE);
    if (!form || !moment.isRefused() || !moment.header("cookie").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnosis.fault(
                "cookie-missing",
                Responsibility.BROWSER,
                "The browser did not bring its cookie back")
            .because(
                "A form is bound to the browser it was made for. This request came without the cookie that was set with it.")
            .instead(
                "Let the browser accept cookies for this host, and go on in the window in which it began."));
  }

  private static Optional<Diagnosis> ended(DiagnosisContext moment) {
    if (!moment.has(Cause.TRANSACTION_ENDED, Cause.FORM_EXPIRED)
        || !moment.is(Step.LOGIN, Step.LOGIN_PAGE, Step.CONSENT, Step.CONSENT_PAGE)) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnosis.fault(
                "form-ended", Responsibility.USER, "This form was answered already, or is too old")
            .because(
                "A second click, the back button, an old tab: an answer counts once, and for ten minutes.")
            .instead(
                "Go back to the client and begin again there. If the first answer arrived, there is nothing left to do."));
  }

  private static Optional<Diagnosis> password(DiagnosisContext moment) {
    if (!moment.is(Step.LOGIN) || !moment.isRefused()) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnosis.fault("login-refused", Responsibility.USER, "The login did not succeed")
            .because(moment.refused())
            .instead("Try again with the name and password of a user of this server."));
  }

  private static Optional<Diagnosis> resourceSpelling(DiagnosisContext moment) {
    String sent = moment.parameter("resource");
    if (!moment.is(Step.AUTHORIZATION_REQUEST)
        || moment.isRefused()
        || sent.isEmpty()
        || sent.equals(moment.place().mcpUrl())) {
      return Optional.empty();
    }
    return Optional.of(Diagnosis.note("resource-spelling", "The resource is spelled differently")
        .because(
            "It is the same resource and was accepted; the token's aud has the spelling of the metadata. Strict servers refuse it.")
        .instead("Send the value of resource as it stands in the metadata.")
        .comparing("The client sent", sent, "This resource", moment.place().mcpUrl()));
  }

  private static Optional<Diagnosis> unknownScopes(DiagnosisContext moment) {
    Set<String> asked = DiagnosisContext.words(moment.parameter("scope"));
    asked.removeAll(moment.place().scopes());
    asked.remove("offline_access");
    if (!moment.is(Step.AUTHORIZATION_REQUEST) || moment.isRefused() || asked.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Diagnosis.note("scopes-dropped", "Some scopes do not exist here")
        .because("Dropped: " + String.join(" ", asked) + ".")
        .instead("Ask for what the 401 or the metadata of the resource names."));
  }

  private static Optional<Diagnosis> noScope(DiagnosisContext moment) {
    if (!moment.is(Step.AUTHORIZATION_REQUEST)
        || moment.isRefused()
        || !moment.parameter("scope").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnosis.note(Fault.NO_SCOPE, "The client asked for no scope")
            .because("It is given the default: " + moment.step().detail("scope") + ".")
            .instead(
                "Take the scopes from the 401, else from scopes_supported of the resource (MCP, scope selection)."));
  }

  private static Optional<Diagnosis> alwaysConsent(DiagnosisContext moment) {
    if (!moment.is(Step.AUTHORIZATION_REQUEST)
        || !DiagnosisContext.words(moment.parameter("prompt")).contains("consent")) {
      return Optional.empty();
    }
    return Optional.of(Diagnosis.note("prompt-consent", "The client insists on the consent page")
        .because(
            "It sends prompt=consent, as the official SDKs do where offline_access is offered: the page shows each time.")
        .instead("Nothing is wrong with it."));
  }

  private static Optional<Diagnosis> severalTabs(DiagnosisContext moment) {
    long open = moment.run().steps().stream()
        .filter(step -> step.kind() == Step.AUTHORIZATION_REQUEST)
        .filter(step -> step.exchange()
            .at()
            .plusSeconds(30)
            .isAfter(moment.step().exchange().at()))
        .count();
    if (!moment.is(Step.AUTHORIZATION_REQUEST)
        || open < 2
        || moment.before(Step.TOKEN).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(Diagnosis.warning(
            "several-tabs", Responsibility.CLIENT, "The client opened " + open + " browser windows")
        .because(
            "Each is a request of its own, and the client waits for one of them: often the first, while the user answers the last.")
        .instead("Answer the newest window, close the others. A client should open one."));
  }

  private static Optional<Diagnosis> abandonedCode(DiagnosisContext moment) {
    int given = moment
        .before(Step.CONSENT)
        .filter(step -> step.exchange().answer().header("location").contains("code="))
        .map(RunStep::number)
        .orElse(Integer.MAX_VALUE);
    boolean redeemed = moment.run().steps().stream()
        .anyMatch(step -> step.kind() == Step.TOKEN && step.number() > given);
    return DiagnosisRule.when(
        moment.is(Step.AUTHORIZATION_REQUEST) && given < moment.step().number() && !redeemed,
        Diagnosis.warning(
                "code-abandoned", Responsibility.CLIENT, "The code before this was never redeemed")
            .because(
                "The client has its answer of step " + given
                    + " and begins again: it lost the state that it sent, did not accept iss, or listened elsewhere.")
            .instead("Compare state with what was sent, and iss with "
                + moment.place().issuer()
                + ", to the letter (RFC 9207 §2.4); then redeem the code."));
  }

  private static Optional<Diagnosis> lessThanAsked(DiagnosisContext moment) {
    Set<String> asked = DiagnosisContext.words(moment.authorized("scope"));
    asked.retainAll(moment.place().scopes());
    asked.removeAll(DiagnosisContext.words(moment.step().detail("scope")));
    if (!moment.is(Step.CONSENT)
        || moment.isRefused()
        || asked.isEmpty()
        || moment.step().detail("scope").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnosis.note("less-than-asked", "Less was granted than asked for")
            .because("Not granted: " + String.join(" ", asked)
                + ". The user left it out, or the user's ring does not reach it.")
            .instead(
                "A client reads scope in the token answer, and does not count on what it asked for (RFC 6749 §5.1)."));
  }
}
