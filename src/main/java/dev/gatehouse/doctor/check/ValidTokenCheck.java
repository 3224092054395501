package dev.gatehouse.doctor.check;

import dev.gatehouse.client.ClientEra;
import dev.gatehouse.doctor.probe.McpProbe;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.probe.ProbeResponse;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.doctor.report.ResponsibleParty;
import dev.gatehouse.fault.Fault;
import dev.gatehouse.jose.JwsFault;
import dev.gatehouse.jose.JwsView;
import dev.gatehouse.jose.NumericDate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A token that was given to the doctor: what it says must fit, the gate must open to it, and not to its forgery; RFC 9068 §4. */
public final class ValidTokenCheck {
  private static final CheckedStep STEP = CheckedStep.GOOD_TOKEN;
  private static final Duration CLOSE = Duration.ofSeconds(60);
  private static final int LONGEST = 65_536;

  private final Probe probe;
  private final Findings findings;
  private final Findings atTheGate;
  private final Clock clock;

  public ValidTokenCheck(Probe probe, Findings findings, Clock clock) {
    this.probe = probe;
    this.findings = findings;
    this.atTheGate = findings.blaming(ResponsibleParty.MCP_SERVER);
    this.clock = clock;
  }

  /**
   * What the token is compared with.
   *
   * @param issuer as the resource metadata names it
   * @param properIssuer as the authorization server names itself
   * @param resource as the resource metadata names it
   */
  public record Names(String issuer, String properIssuer, String resource) {}

  public void examine(URI mcp, String token, Names names) {
    if (token.isEmpty()) {
      findings.skipped(STEP, "none was given (--token-file FILE)");
      return;
    }
    Optional<JsonObject> claims = claims(token);
    ProbeResponse sessions = McpProbe.begin(ClientEra.SESSIONS, probe, mcp, bearer(token));
    ProbeResponse stateless = McpProbe.begin(ClientEra.STATELESS, probe, mcp, bearer(token));
    boolean opens = sessions.isMessage() || stateless.isMessage();
    claims.ifPresent(found -> {
      check(found, mcp, names, opens);
      checkTimes(found, opens);
    });
    if (!opens) {
      refused(sessions);
      return;
    }
    claims.ifPresent(found -> checkForgery(mcp, token));
    if (sessions.isMessage()) {
      checkSession(mcp, token);
    }
    findings.okUnlessWorse(STEP, "it opens the gate; " + spoken(sessions, stateless));
  }

  private static String[] bearer(String token, String... more) {
    var all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static String spoken(ProbeResponse sessions, ProbeResponse stateless) {
    if (sessions.isMessage() && stateless.isMessage()) {
      return "MCP of both generations is spoken, to 2025-11-25 and 2026-07-28";
    }
    return sessions.isMessage()
        ? "MCP to 2025-11-25 is spoken, 2026-07-28 is not"
        : "MCP 2026-07-28 is spoken, the generation of initialize is not";
  }

  private void check(JsonObject claims, URI mcp, Names names, boolean opens) {
    Object iss = claims.getValue("iss");
    if (!names.issuer().equals(iss)) {
      tell(
          names.properIssuer().equals(iss) ? atTheGate : findings,
          opens,
          Fault.WRONG_ISSUER,
          "its iss is " + iss + ", and the metadata names " + names.issuer());
    }
    List<Object> audience = audience(claims);
    if (!audience.contains(names.resource())) {
      tell(
          audience.contains(mcp.toString()) ? atTheGate : findings,
          opens,
          Fault.WRONG_AUDIENCE,
          "its aud is " + audience + ", and this resource is " + names.resource());
    }
  }

  private void checkTimes(JsonObject claims, boolean opens) {
    Instant now = clock.instant();
    Duration ahead = NumericDate.read(claims.getValue("iat"))
        .map(issued -> Duration.between(now, issued))
        .orElse(Duration.ZERO);
    if (ahead.compareTo(CLOSE) > 0) {
      tell(
          findings.blaming(ResponsibleParty.CONFIGURATION),
          opens,
          Fault.CLOCK_SKEW,
          "it is from the future, by " + ahead.toSeconds() + " seconds");
    }
    Duration over = NumericDate.read(claims.getValue("exp"))
        .map(end -> Duration.between(end, now))
        .orElse(Duration.ZERO);
    if (over.toSeconds() > 0) {
      findings
          .blaming(ResponsibleParty.PERSON)
          .fault(
              STEP,
              "it expired " + over.toSeconds() + " seconds ago",
              "give the doctor a fresh one",
              "RFC 9068 §4");
    }
  }

  // A server that takes it all the same may have been told to.
  private static void tell(Findings where, boolean opens, Fault fault, String found) {
    if (opens) {
      where.warning(STEP, fault, found);
    } else {
      where.fault(STEP, fault, found);
    }
  }

  private void refused(ProbeResponse answer) {
    String said = answer
        .challenge()
        .map(challenge -> challenge.get("error") + ' ' + challenge.get("error_description"))
        .orElse("");
    atTheGate.fault(
        STEP,
        "the gate stays shut: " + answer.summary() + ' ' + said,
        "open to a token that its authorization server issued for it",
        "OAuth 2.1 §5.2");
  }

  // Another last letter can be the same bits; one in the middle is another signature.
  private void checkForgery(URI mcp, String token) {
    int middle = (token.lastIndexOf('.') + token.length()) / 2;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    String forged = token.substring(0, middle) + other + token.substring(middle + 1);
    ProbeResponse answer = McpProbe.begin(ClientEra.SESSIONS, probe, mcp, bearer(forged));
    if (answer.status() != 401) {
      atTheGate.fault(
          STEP,
          answer.isMessage()
              ? "A FORGED TOKEN OPENS THE GATE: the signature is not checked"
              : "a forged token gets " + answer.summary(),
          "check the signature with the keys of the issuer, and answer 401 invalid_token",
          "RFC 9068 §4");
    }
  }

  private void checkSession(URI mcp, String token) {
    String[] headers = bearer(token, "Mcp-Session-Id", "gatehouse-doctor-nowhere");
    ProbeResponse answer = McpProbe.listTools(ClientEra.SESSIONS, probe, mcp, headers);
    if (answer.status() != 404 && !answer.isMessage()) {
      atTheGate.warning(
          STEP,
          "a session that is not known gets " + answer.summary()
              + ": after a restart of the server clients do not begin another",
          "answer 404",
          "MCP transports, session management");
    }
  }

  private static List<Object> audience(JsonObject claims) {
    Object aud = claims.getValue("aud");
    return aud instanceof JsonArray all
        ? all.stream().toList()
        : List.of(aud == null ? "missing" : aud);
  }

  // An opaque token says nothing.
  private static Optional<JsonObject> claims(String token) {
    JwsView view = JwsView.of(token, LONGEST);
    return view.faults().contains(JwsFault.NOT_STRICT_JSON)
        ? Optional.empty()
        : view.payload().map(JsonObject::new);
  }
}
