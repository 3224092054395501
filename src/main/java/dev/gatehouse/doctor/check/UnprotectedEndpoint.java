package dev.gatehouse.doctor.check;

import dev.gatehouse.client.ClientEra;
import dev.gatehouse.doctor.probe.McpProbe;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.probe.ProbeResponse;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.fault.Fault;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what stands at a URL where nobody asks for a token: no server, a web page, a server for everybody, or one at another path. */
final class UnprotectedEndpoint {
  private static final CheckedStep STEP = CheckedStep.FIRST_REQUEST;
  private static final String AUTHORIZATION = "MCP authorization";

  private final Probe probe;
  private final Findings findings;

  UnprotectedEndpoint(Probe probe, Findings findings) {
    this.probe = probe;
    this.findings = findings;
  }

  /** The refusal of a later request, where only that one needs a token; else empty, with a fault found. */
  Optional<ProbeResponse> explain(URI mcp, ProbeResponse sessions, ProbeResponse stateless) {
    if (!sessions.isAnswer()) {
      findings.fault(
          STEP,
          sessions.summary() + " to a request without a token",
          sessions.advice(),
          AUTHORIZATION);
      return Optional.empty();
    }
    if (sessions.isMessage() || stateless.isMessage()) {
      return open(mcp, sessions, stateless);
    }
    other(mcp, sessions);
    return Optional.empty();
  }

  // Some look for a token only where something is to be had.
  private Optional<ProbeResponse> open(URI mcp, ProbeResponse sessions, ProbeResponse stateless) {
    ClientEra era = sessions.isMessage() ? ClientEra.SESSIONS : ClientEra.STATELESS;
    String session = sessions.header("Mcp-Session-Id");
    ProbeResponse tools = session.isEmpty()
        ? McpProbe.listTools(era, probe, mcp)
        : McpProbe.listTools(era, probe, mcp, "Mcp-Session-Id", session);
    if (tools.status() == 401) {
      findings.warning(
          STEP,
          era.first()
              + " is let in without a token, and only tools/list is not: clients that log in when they connect do not",
          "answer the first request with 401 too",
          AUTHORIZATION);
      return Optional.of(tools);
    }
    findings.fault(
        STEP,
        "the server lets anybody in: " + era.first() + " of MCP " + era.version() + " gets "
            + (sessions.isMessage() ? sessions : stateless).status() + ", and tools/list "
            + tools.summary() + ", without a token",
        "answer 401 with a challenge where there is no token; if it is meant for everybody, there is nothing to examine",
        AUTHORIZATION);
    return Optional.empty();
  }

  private void other(URI mcp, ProbeResponse answer) {
    String type = answer.header("Content-Type").toLowerCase(Locale.ROOT);
    if (answer.isRedirect()) {
      findings.fault(
          STEP,
          answer.status() + " to " + answer.header("Location")
              + ": a client that follows loses its token or its body on the way",
          "answer at this URL too, or give clients the other one",
          "RFC 9110 §15.4");
    } else if (speaksOldTransport(mcp, answer)) {
      findings.fault(
          STEP, Fault.OLD_TRANSPORT, "GET gets an event stream, POST " + answer.status());
    } else if (answer.status() / 100 == 2) {
      findings.fault(
          STEP,
          answer.status() + " with " + (type.isEmpty() ? "no type" : type)
              + ", and no JSON-RPC in it: this is "
              + (type.startsWith("text/html") ? "a web page" : "something else")
              + ", not an MCP endpoint",
          elsewhere(mcp),
          "MCP transports");
    } else {
      findings.fault(
          STEP, answer.summary() + " to a request without a token", elsewhere(mcp), AUTHORIZATION);
    }
  }

  private boolean speaksOldTransport(URI mcp, ProbeResponse answer) {
    return List.of(404, 405).contains(answer.status())
        && probe
            .get(mcp, "Accept", "text/event-stream")
            .header("Content-Type")
            .startsWith("text/event-stream");
  }

  private String elsewhere(URI mcp) {
    URI usual = mcp.resolve("/mcp");
    return !usual.equals(mcp)
            && McpProbe.begin(ClientEra.SESSIONS, probe, usual).status() == 401
        ? "be given to clients as " + usual + ", where a request gets 401"
        : "answer 401 with a challenge; is this the URL of the MCP endpoint? It often ends in /mcp";
  }
}
