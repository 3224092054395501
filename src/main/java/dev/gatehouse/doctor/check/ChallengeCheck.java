package dev.gatehouse.doctor.check;

import dev.gatehouse.client.ClientEra;
import dev.gatehouse.doctor.probe.McpProbe;
import dev.gatehouse.doctor.probe.MetadataDocument;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.probe.ProbeResponse;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.fault.Fault;
import dev.gatehouse.oauth.challenge.Challenge;
import java.net.URI;
import java.util.Optional;

/** A request without a token must be refused with a challenge that says where the metadata is; RFC 6750 §3, RFC 9728 §5.1. */
public final class ChallengeCheck {
  private static final CheckedStep STEP = CheckedStep.FIRST_REQUEST;

  private final Probe probe;
  private final Findings findings;

  public ChallengeCheck(Probe probe, Findings findings) {
    this.probe = probe;
    this.findings = findings;
  }

  /** The refusal where there is a server that wants a token; empty where there is none. */
  public Optional<ProbeResponse> refusal(URI mcp) {
    ProbeResponse sessions = McpProbe.begin(ClientEra.SESSIONS, probe, mcp);
    ProbeResponse stateless = sessions.isAnswer()
        ? McpProbe.begin(ClientEra.STATELESS, probe, mcp)
        : ProbeResponse.none("not asked", "");
    if (sessions.status() != 401 && stateless.status() != 401) {
      return new UnprotectedEndpoint(probe, findings).explain(mcp, sessions, stateless);
    }
    checkOther(ClientEra.SESSIONS, sessions);
    checkOther(ClientEra.STATELESS, stateless);
    ProbeResponse refusal = sessions.status() == 401 ? sessions : stateless;
    challenge(refusal).ifPresent(this::check);
    findings.okUnlessWorse(STEP, "401, and the challenge leads to the metadata");
    return Optional.of(refusal);
  }

  // The token comes first, whatever else is in the request: who has none learns where to get one.
  private void checkOther(ClientEra era, ProbeResponse answer) {
    if (answer.status() != 401) {
      findings.warning(
          STEP,
          era.first() + " of MCP " + era.version() + " gets " + answer.summary()
              + ": a client of that revision sees no challenge, and does not log in",
          "look for the token first, and answer 401 where there is none",
          "MCP authorization, token handling");
    }
  }

  private Optional<Challenge> challenge(ProbeResponse answer) {
    Optional<Challenge> challenge = answer.challenge();
    if (challenge.isEmpty()) {
      findings.fault(
          STEP,
          answer.header("WWW-Authenticate").isEmpty()
              ? "the 401 has no WWW-Authenticate header"
              : "the challenge cannot be read: " + answer.header("WWW-Authenticate"),
          "send WWW-Authenticate: Bearer resource_metadata=\"…\" with each 401",
          "RFC 6750 §3, RFC 9728 §5.1");
    }
    return challenge;
  }

  private Optional<String> refusal(String url) {
    return MetadataDocument.uri(url).map(probe::refusal).orElse(Optional.of("is not a URL"));
  }

  private void check(Challenge challenge) {
    String metadata = challenge.get("resource_metadata");
    if (metadata.isEmpty()) {
      findings.warning(
          STEP,
          "the challenge does not say where the metadata is; clients must guess",
          "add resource_metadata=\"…\" to the challenge",
          "RFC 9728 §5.1");
    } else {
      refusal(metadata)
          .ifPresent(why -> findings.fault(
              STEP,
              "the challenge leads to " + metadata + ", which no client follows: it " + why,
              "name an absolute https URL that every client reaches, or http on loopback",
              "RFC 9728 §5.1, CWE-918"));
    }
    if (!challenge.get("error").isEmpty()) {
      findings.warning(
          STEP,
          "the challenge has error=" + challenge.get("error") + " although no token was sent",
          "leave error out where there was no token",
          "RFC 6750 §3.1");
    }
    if (challenge.get("scope").isEmpty()) {
      findings.warning(STEP, Fault.NO_SCOPE, "the challenge names no scope");
    } else if ((' ' + challenge.get("scope") + ' ').contains(" offline_access ")) {
      findings.warning(
          STEP,
          "the challenge asks for offline_access, which is no right on this server",
          "list it in the authorization server's metadata only",
          "MCP authorization, refresh tokens");
    }
  }
}
