package dev.gatehouse.doctor.check;

import dev.gatehouse.doctor.probe.MetadataDocument;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.probe.ProbeResponse;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.fault.Fault;
import java.net.URI;

/** The token endpoint must say in JSON, and with the right code, that it does not know a client: that is what makes clients heal themselves. */
public final class TokenEndpointCheck {
  private static final CheckedStep STEP = CheckedStep.TOKEN_ENDPOINT;
  private static final String RFC = "RFC 6749 §5.2";

  private final Probe probe;
  private final Findings findings;

  public TokenEndpointCheck(Probe probe, Findings findings) {
    this.probe = probe;
    this.findings = findings;
  }

  public void examine(MetadataDocument server) {
    if (server.url("token_endpoint").isEmpty()) {
      findings.skipped(STEP, "no token endpoint to ask");
      return;
    }
    URI place = server.url("token_endpoint").get();
    ProbeResponse answer = asNobody(probe, place);
    String error = answer.member("error").orElse("");
    if (answer.status() == 200) {
      findings.fault(STEP, "it gives tokens to a client that nobody knows", "refuse", RFC);
    } else if (error.isEmpty()) {
      findings.fault(
          STEP,
          answer.summary() + " without a JSON error",
          "answer {\"error\": \"…\"} as application/json",
          RFC);
    } else if (!error.equals("invalid_client") || answer.status() != 401) {
      findings.warning(
          STEP, Fault.UNKNOWN_CLIENT, "an unknown client gets " + answer.status() + " " + error);
    }
    checkMethod(place);
    findings.okUnlessWorse(STEP, "an unknown client gets " + answer.status() + " " + error);
  }

  /** Asks for a token as a client that does not exist. The headers are names and values in turn. */
  static ProbeResponse asNobody(Probe probe, URI place, String... headers) {
    return probe.post(
        place,
        "application/x-www-form-urlencoded",
        "grant_type=authorization_code&client_id=gatehouse-doctor-nobody&code=none"
            + "&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcallback&code_verifier=" + "v".repeat(43),
        headers);
  }

  private void checkMethod(URI place) {
    ProbeResponse answer = probe.get(URI.create(place + "?grant_type=authorization_code&code=x"));
    if (answer.status() == 200) {
      findings.warning(
          STEP, "it answers GET with 200", "answer POST only, else 405", "RFC 6749 §3.2");
    }
  }
}
