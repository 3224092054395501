package dev.gatehouse.console.diagnosis;

import dev.gatehouse.console.run.JsonBodies;
import dev.gatehouse.fault.Fault;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.oauth.uri.Loopback;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What clients stumble over when they register, RFC 7591. */
final class RegistrationRules {
  static final List<DiagnosisRule> FAULTS =
      List.of(RegistrationRules::redirectRefused, RegistrationRules::metadataRefused);
  static final List<DiagnosisRule> NOTES = List.of(
      RegistrationRules::applicationType,
      RegistrationRules::nullMembers,
      RegistrationRules::noRefreshGrant);

  private RegistrationRules() {}

  private static Optional<Diagnosis> redirectRefused(DiagnosisContext moment) {
    if (!moment.is(Step.REGISTRATION) || !moment.hasError("invalid_redirect_uri")) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnosis.fault(
                "redirect-not-accepted",
                Responsibility.CLIENT,
                "One of the addresses to come back to is not accepted")
            .because(moment.quoted("The registration was refused: ", "."))
            .instead(
                "https, http on localhost, 127.0.0.1 or [::1], or a scheme of the app's own; without fragment and user info."));
  }

  private static Optional<Diagnosis> metadataRefused(DiagnosisContext moment) {
    if (!moment.is(Step.REGISTRATION) || !moment.hasError("invalid_client_metadata")) {
      return Optional.empty();
    }
    return Optional.of(Diagnosis.fault(
            "metadata-not-accepted", Responsibility.CLIENT, "The registration is not accepted")
        .because(moment.quoted("It was refused: ", "."))
        .instead("Send what RFC 7591 §2 has, and leave out what does not apply."));
  }

  // SEP-837: the field is new, and old clients leave it out.
  private static Optional<Diagnosis> applicationType(DiagnosisContext moment) {
    JsonObject sent = JsonBodies.request(moment.step().exchange());
    String type = JsonBodies.string(sent, "application_type");
    if (!moment.is(Step.REGISTRATION)
        || moment.isRefused()
        || type.equals("native")
        || !isLocal(sent)) {
      return Optional.empty();
    }
    return Optional.of(Diagnosis.note(
            Fault.APPLICATION_TYPE,
            "application_type is " + (type.isEmpty() ? "missing" : type + ", not native"))
        .because("All addresses are on this computer, so the client is taken for a native one. "
            + Fault.APPLICATION_TYPE.because())
        .instead("Send \"application_type\": \"native\".")
        .comparing("application_type", type, "Right", "native"));
  }

  private static Optional<Diagnosis> nullMembers(DiagnosisContext moment) {
    if (!moment.is(Step.REGISTRATION)) {
      return Optional.empty();
    }
    JsonObject sent = JsonBodies.request(moment.step().exchange());
    List<String> empty =
        sent.fieldNames().stream().filter(name -> sent.getValue(name) == null).toList();
    if (empty.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnosis.note(Fault.NULL_MEMBERS, "The client sends null for what it does not have")
            .because("Null in: " + String.join(", ", empty) + ". " + Fault.NULL_MEMBERS.because())
            .instead(Fault.NULL_MEMBERS.instead()));
  }

  private static Optional<Diagnosis> noRefreshGrant(DiagnosisContext moment) {
    if (!moment.is(Step.REGISTRATION)) {
      return Optional.empty();
    }
    JsonObject answer = JsonBodies.answer(moment.step().exchange());
    List<String> grants = DiagnosisContext.strings(answer, "grant_types");
    if (grants.isEmpty()
        || grants.contains("refresh_token")
        || !grants.contains("authorization_code")) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnosis.note(Fault.NO_REFRESH_GRANT, "This client will get no refresh token")
            .because("It registered " + String.join(", ", grants) + " alone: "
                + Fault.NO_REFRESH_GRANT.why() + ".")
            .instead("Register grant_types with refresh_token."));
  }

  private static boolean isLocal(JsonObject metadata) {
    List<String> uris = DiagnosisContext.strings(metadata, "redirect_uris");
    return !uris.isEmpty() && uris.stream().allMatch(RegistrationRules::isLocal);
  }

  private static boolean isLocal(String uri) {
    try {
      URI parsed = URI.create(uri);
      return parsed.getHost() != null && Loopback.isHost(parsed.getHost());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
