package dev.gatehouse.doctor;

import dev.gatehouse.oauth.Challenge;
import java.net.URI;
import java.util.Optional;

/** A request without a token must be refused with a challenge that says where the metadata is; RFC 6750 §3, RFC 9728 §5.1. */
final class FirstRequest {
  /** What a client of the years 2024 to 2025 sends first. */
  static final String INITIALIZE = """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"gatehouse-doctor","version":"1"}}}""";

  /** Every answer that the transport may choose from. */
  static final String ACCEPT = "application/json, text/event-stream";

  private static final Step STEP = Step.FIRST_REQUEST;

  private final Probe probe;
  private final Findings findings;

  FirstRequest(Probe probe, Findings findings) {
    this.probe = probe;
    this.findings = findings;
  }

  /** The refusal where there is a server that wants a token; empty where there is none. */
  Optional<Answer> refusal(URI mcp) {
    Answer answer = probe.post(mcp, "application/json", INITIALIZE, "Accept", ACCEPT);
    if (answer.status() != 401) {
      reportOther(answer);
      return Optional.empty();
    }
    challenge(answer).ifPresent(this::check);
    findings.okUnlessWorse(STEP, "401, and the challenge leads to the metadata");
    return Optional.of(answer);
  }

  private Optional<Challenge> challenge(Answer answer) {
    Optional<Challenge> challenge = Challenge.parse(answer.all("WWW-Authenticate"));
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

  private void check(Challenge challenge) {
    String metadata = challenge.get("resource_metadata");
    if (metadata.isEmpty()) {
      findings.warning(
          STEP,
          "the challenge does not say where the metadata is; clients must guess",
          "add resource_metadata=\"…\" to the challenge",
          "RFC 9728 §5.1");
    } else if (Document.uri(metadata).filter(Probe::mayFollow).isEmpty()) {
      findings.fault(
          STEP,
          "the challenge leads to " + metadata + ", which no client follows",
          "name an absolute https URL, or http on loopback",
          "RFC 9728 §5.1");
    }
    if (!challenge.get("error").isEmpty()) {
      findings.warning(
          STEP,
          "the challenge has error=" + challenge.get("error") + " although no token was sent",
          "leave error out where there was no token",
          "RFC 6750 §3.1");
    }
    if (challenge.get("scope").isEmpty()) {
      findings.warning(
          STEP,
          "the challenge names no scope, so clients ask for all there are",
          "add scope=\"…\" with what the first request needs",
          "MCP authorization, scope selection");
    }
  }

  private void reportOther(Answer answer) {
    if (answer.status() >= 200 && answer.status() < 300) {
      findings.fault(
          STEP,
          answer.status() + ": the server lets anybody in",
          "answer 401 with a challenge where there is no token",
          "MCP authorization");
    } else if (answer.status() >= 300 && answer.status() < 400) {
      findings.fault(
          STEP,
          answer.status() + " to " + answer.header("Location")
              + ": a client that follows loses its token or its body on the way",
          "answer at this URL too, or give clients the other one",
          "RFC 9110 §15.4");
    } else {
      findings.fault(
          STEP,
          answer.summary() + " to a request without a token",
          answer.status() == 0
              ? "start the server, or correct the URL"
              : "answer 401 with a challenge; is this the URL of the MCP endpoint? It often ends in /mcp",
          "MCP authorization");
    }
  }
}
