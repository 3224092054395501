package dev.gatehouse.doctor.check;

import dev.gatehouse.client.ClientEra;
import dev.gatehouse.doctor.probe.McpProbe;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.probe.ProbeResponse;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.fault.Fault;
import dev.gatehouse.jose.Base64Url;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** A token that is none must not open the gate, wherever and however it comes; RFC 6750 §3.1, RFC 8725 §3.1. */
public final class InvalidTokenCheck {
  private static final CheckedStep STEP = CheckedStep.BAD_TOKENS;
  private static final String RIGHT = "answer 401 with the challenge and error=\"invalid_token\"";
  private static final String FOREIGN_ORIGIN = "https://gatehouse-doctor.example";

  private final Probe probe;
  private final Findings findings;
  private final Clock clock;

  public InvalidTokenCheck(Probe probe, Findings findings, Clock clock) {
    this.probe = probe;
    this.findings = findings;
    this.clock = clock;
  }

  public void examine(URI mcp, String issuer) {
    refused("a token of random letters", ask(mcp, "gatehouse-doctor"));
    refused("an unsigned token", ask(mcp, unsigned(mcp, issuer)));
    URI inQuery =
        URI.create(mcp + (mcp.getRawQuery() == null ? "?" : "&") + "access_token=gatehouse-doctor");
    ProbeResponse query = McpProbe.begin(ClientEra.SESSIONS, probe, inQuery);
    if (query.isMessage() && !query.has("error")) {
      findings.fault(STEP, Fault.TOKEN_IN_URL, "a token in the query OPENS THE GATE");
    } else if (query.status() != 400) { // RFC 6750 §3.1: invalid_request is as right
      refused("a token in the query", query);
    }
    // At the bare origin a browser gets a page, and a client the gate.
    refused(
        "GET with a token of random letters",
        probe.get(mcp, "Authorization", "Bearer gatehouse-doctor", "Accept", "text/event-stream"));
    checkOrigin(mcp);
    findings.okUnlessWorse(STEP, "random, unsigned, in the query: each is refused");
  }

  private ProbeResponse ask(URI mcp, String token) {
    return McpProbe.begin(ClientEra.SESSIONS, probe, mcp, bearer(token));
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  private void checkOrigin(URI mcp) {
    ProbeResponse foreign =
        McpProbe.begin(ClientEra.SESSIONS, probe, mcp, "Origin", FOREIGN_ORIGIN);
    if (Probe.isLoopback(mcp.toString())
        && "http".equals(mcp.getScheme())
        && foreign.status() != 403) {
      findings.warning(
          STEP,
          Fault.FOREIGN_ORIGIN,
          "a page at " + FOREIGN_ORIGIN + " may send requests (" + foreign.summary() + ")");
    }
  }

  private void refused(String what, ProbeResponse answer) {
    if (answer.isMessage() && answer.has("error")) {
      findings.fault(
          STEP,
          what + " gets 200 with an error in it, so clients do not log in again",
          RIGHT,
          "RFC 6750 §3.1");
    } else if (answer.status() == 200 || answer.status() == 202) {
      findings.fault(
          STEP, what + " OPENS THE GATE", "refuse it with 401 invalid_token", "RFC 6750 §3.1");
    } else if (answer.status() != 401) {
      findings.fault(
          STEP,
          what + " gets " + answer.summary() + ", so clients do not log in again",
          RIGHT,
          "RFC 6750 §3.1");
    } else if (answer.challenge().isEmpty()) {
      findings.fault(
          STEP,
          what + " gets a 401 without a challenge",
          "send the challenge with every 401",
          "RFC 6750 §3");
    }
  }

  // Right in all but the signature: alg none.
  private String unsigned(URI mcp, String issuer) {
    long now = clock.instant().getEpochSecond();
    var header = new JsonObject().put("alg", "none").put("typ", "at+jwt");
    var claims = new JsonObject()
        .put("iss", issuer)
        .put("sub", "gatehouse-doctor")
        .put("aud", mcp.toString())
        .put("client_id", "gatehouse-doctor")
        .put("jti", "gatehouse-doctor")
        .put("iat", now)
        .put("exp", now + 300);
    return part(header) + "." + part(claims) + ".";
  }

  private static String part(JsonObject json) {
    return Base64Url.encode(json.encode().getBytes(StandardCharsets.UTF_8));
  }
}
