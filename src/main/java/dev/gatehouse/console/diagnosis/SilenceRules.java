package dev.gatehouse.console.diagnosis;

import dev.gatehouse.console.run.Lane;
import dev.gatehouse.console.run.RunStep;
import dev.gatehouse.console.run.RunView;
import dev.gatehouse.fault.Fault;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.oauth.uri.Loopback;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What it means that nothing follows the last step: a client that gives up does not say so. */
final class SilenceRules {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private SilenceRules() {}

  static Optional<Diagnosis> at(RunView run, DeploymentFacts place, Instant now) {
    RunStep latest = run.latest();
    boolean early = run.last().plus(PATIENCE).isAfter(now);
    if (early
        || latest.isVisit()
        || latest.from() == Lane.RESOURCE_SERVER
        || latest.turn() == RunStep.Turn.REFUSED) {
      return Optional.empty();
    }
    var moment = new DiagnosisContext(run, latest, place);
    return meaning(moment).map(found -> naming(moment, found));
  }

  private static Optional<Diagnosis> meaning(DiagnosisContext moment) {
    return switch (moment.step().kind()) {
      case PREFLIGHT -> afterPreflight(moment);
      case CHALLENGE -> Optional.of(afterChallenge());
      case RESOURCE_METADATA -> Optional.of(afterResourceMetadata(moment));
      case SERVER_METADATA, WRONG_SERVER -> Optional.of(afterServerMetadata(moment));
      case REGISTRATION -> Optional.of(afterRegistration());
      case AUTHORIZATION_REQUEST, LOGIN_PAGE, LOGIN, CONSENT_PAGE -> Optional.of(atTheUser());
      case CONSENT -> Optional.of(afterCode(moment));
      case TOKEN -> Optional.of(afterToken());
      case STEP_UP -> Optional.of(afterStepUp());
      default -> Optional.empty();
    };
  }

  // A stream is heard of when it ends: a page that got through before has one open, most likely.
  private static Optional<Diagnosis> afterPreflight(DiagnosisContext moment) {
    return DiagnosisRule.when(
        !moment.run().isConnected() && !moment.step().announcesStream(),
        Diagnosis.warning(
                "silent-preflight",
                Responsibility.BROWSER,
                "The browser asked whether the page may call, and did not call")
            .because(
                "After the answer to OPTIONS nothing came. If the page's origin or a header field was not allowed, the browser stops here (CORS).")
            .instead(
                "Look into the console of that browser; start with --allowed-origins if the page is yours."));
  }

  private static Diagnosis afterChallenge() {
    return Diagnosis.warning(
            "silent-challenge", Responsibility.CLIENT, "The client got its 401 and never came back")
        .because(
            "It did not ask for the metadata that the 401 points to: it knows no OAuth, wants a token by hand, or could not read WWW-Authenticate (CORS).")
        .instead(
            "Switch on OAuth in the client, or give it a token to send in the Authorization header.");
  }

  // Clients compare what they typed, and some refuse an issuer that is spelled another way or on
  // loopback at all.
  private static Diagnosis afterResourceMetadata(DiagnosisContext moment) {
    String host = moment.header("host");
    String issuer = moment.place().issuer();
    String spelled = hostOf("http://" + host);
    if (Loopback.isHost(spelled) && !spelled.equals(hostOf(issuer))) {
      return Diagnosis.warning(
              "silent-spelling",
              Responsibility.CLIENT,
              "The client read the metadata of the resource and never came back")
          .because("It addressed this server as " + spelled + ", and the issuer is spelled "
              + hostOf(issuer)
              + ": " + Fault.LOOPBACK_SPELLING.why() + ".")
          .instead("Give the client the MCP URL in the spelling of the issuer.")
          .comparing("Host that was asked", spelled, "Host of the issuer", hostOf(issuer));
    }
    // No page, so no CORS: a program stops of its own accord.
    if (moment.header("origin").isEmpty() && Loopback.isHost(hostOf(issuer))) {
      return Diagnosis.warning(
              "silent-loopback",
              Responsibility.CLIENT,
              "The client read where to log in, and did not go there")
          .because(
              "It was sent to " + issuer
                  + ", on this computer. Many clients have a guard against servers that send them to loopback or to plain http (SSRF): Gemini CLI, Goose, LibreChat and what is built on the Vercel AI SDK stop here without a word.")
          .instead(
              "Look for a setting of the client that allows local or insecure servers. A client that demands https: start with --tls self-signed.");
    }
    return Diagnosis.warning(
            "silent-resource",
            Responsibility.CLIENT,
            "The client read the metadata of the resource and never came back")
        .because("CORS? A resource that is not the URL it was given ("
            + Fault.RESOURCE_DIFFERS.why() + ")? Neither is told to a server.")
        .instead(
            "Compare resource in the answer with the URL in the client: they must be the same to the letter.");
  }

  private static Diagnosis afterServerMetadata(DiagnosisContext moment) {
    return Diagnosis.warning(
            "silent-metadata",
            Responsibility.CLIENT,
            "The client read the metadata and never came back")
        .because(
            moment.header("origin").isEmpty()
                ? "It neither registered nor opened a browser: it wants a client_id by hand, or did not accept issuer."
                : "It neither registered nor opened a browser. CORS? It runs in a web page, whose browser may have refused the answer.")
        .instead(
            "See that the issuer in the client is the one in the metadata, without a slash at its end; or give it a client_id.");
  }

  private static Diagnosis afterRegistration() {
    return Diagnosis.warning(
            "silent-registration",
            Responsibility.CLIENT,
            "The client registered and never opened a browser")
        .because("It did not accept the answer, or waits for the user to press something.")
        .instead(
            "Look into the client; a strict one refuses a registration answer with members that it does not expect.");
  }

  private static Diagnosis atTheUser() {
    return Diagnosis.warning("waiting-user", Responsibility.USER, "A person is asked")
        .because("The page to log in or to consent is open in a browser, and nobody has answered.")
        .instead("Answer it there. If the page was closed, begin again in the client.");
  }

  // RFC 9207 §2.4: compared with the issuer for which the client read the metadata.
  private static Diagnosis afterCode(DiagnosisContext moment) {
    String issuer = moment.place().issuer();
    String asked = moment
        .before(Step.SERVER_METADATA)
        .map(read -> read.exchange().request().header("host"))
        .orElse("");
    if (!asked.isEmpty() && !asked.equals(authorityOf(issuer))) {
      return Diagnosis.warning(
              "silent-iss",
              Responsibility.CLIENT,
              "The code was given and never redeemed: for its iss?")
          .because(
              "The client read the metadata of the authorization server at " + asked
                  + ", and the answer says that it is from " + issuer
                  + ". A client that compares them (RFC 9207) takes that for an attack and drops the code.")
          .instead("Give the client the address in the spelling of the issuer.")
          .comparing("Asked for metadata at", asked, "iss of the answer", authorityOf(issuer));
    }
    return Diagnosis.warning(
            "silent-code", Responsibility.CLIENT, "The code was given and never redeemed")
        .because(
            "The browser was sent back to the client. Nobody listened at that address any more, the page there did not load (a content security policy with form-action does that), or the client refused state or iss.")
        .instead(
            "Look at the browser: what does it show at the address to come back to? Close other windows of the same login, and begin again.");
  }

  private static Diagnosis afterToken() {
    return Diagnosis.warning(
            "silent-token", Responsibility.CLIENT, "The client has its token and does not use it")
        .because("It did not accept the token answer, or stored the token and waits.")
        .instead("Connect again in the client.");
  }

  private static Diagnosis afterStepUp() {
    return Diagnosis.warning(
            "silent-step-up", Responsibility.CLIENT, "The client did not follow the 403")
        .because(
            "It was told which scope is missing. Many clients show that as an expired token, or not at all.")
        .instead("Log out in the client and connect again with the scopes of the 403.");
  }

  private static Diagnosis naming(DiagnosisContext moment, Diagnosis found) {
    String origin = moment.header("origin");
    boolean stranger = !origin.isEmpty() && !Loopback.isOrigin(origin);
    return stranger && !moment.is(Step.CONSENT)
        ? found.because(
            found.what() + " It asked from " + origin + ", which is no page of this computer.")
        : found;
  }

  private static String authorityOf(String url) {
    return url.replaceFirst("^https?://", "").split("/", 2)[0];
  }

  private static String hostOf(String url) {
    try {
      String host = URI.create(url).getHost();
      return host == null ? "" : host;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
