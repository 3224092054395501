package dev.gatehouse.doctor.check;

import dev.gatehouse.client.ClientEra;
import dev.gatehouse.doctor.probe.McpProbe;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.probe.ProbeResponse;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What real clients do otherwise, and must be refused alike: they begin with GET, take any type, add a slash, or say 127.0.0.1. */
public final class EndpointVariants {
  private static final CheckedStep STEP = CheckedStep.OTHER_CLIENTS;

  private final Probe probe;
  private final Findings findings;

  public EndpointVariants(Probe probe, Findings findings) {
    this.probe = probe;
    this.findings = findings;
  }

  public void examine(URI mcp) {
    refused("GET", probe.get(mcp, "Accept", "text/event-stream"), "mcp-remote begins with it");
    refused(
        "Accept: */*",
        McpProbe.begin(ClientEra.SESSIONS, probe, mcp, "Accept", "*/*"),
        "curl and some proxies send it");
    checkSlash(mcp);
    spelledOtherwise(mcp).ifPresent(this::checkHost);
    findings.okUnlessWorse(STEP, "GET, any type, a slash more, another name: nothing goes wrong");
  }

  private void refused(String what, ProbeResponse answer, String who) {
    if (answer.status() != 401) {
      findings.warning(
          STEP,
          what + " without a token gets " + answer.summary() + ": " + who
              + ", and learns nothing of the challenge",
          "look for the token first, and answer each request without one with 401",
          "RFC 6750 §3");
    }
  }

  private void checkSlash(URI mcp) {
    String url = mcp.toString();
    boolean bare = mcp.getRawPath().equals("/") || mcp.getRawQuery() != null;
    URI other = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url + "/");
    ProbeResponse answer = bare
        ? ProbeResponse.none("not asked", "")
        : McpProbe.begin(ClientEra.SESSIONS, probe, other);
    if (answer.isRedirect()) {
      findings.warning(
          STEP,
          other + " gets " + answer.summary()
              + ": a client that was given this spelling loses its token or its body on the way",
          "serve both spellings, without a redirect",
          "RFC 9110 §15.4");
    }
  }

  private void checkHost(URI other) {
    ProbeResponse answer = McpProbe.begin(ClientEra.SESSIONS, probe, other);
    if (List.of(400, 403, 421).contains(answer.status())) {
      findings.warning(
          STEP,
          "asked for as " + other + ", this computer too, it answers " + answer.summary(),
          "allow the names of this computer (localhost, 127.0.0.1, [::1]) where it listens on loopback",
          "MCP transports, security warning");
    }
  }

  private static Optional<URI> spelledOtherwise(URI mcp) {
    String port = mcp.getPort() < 0 ? "" : ":" + mcp.getPort();
    String rest = port + mcp.getRawPath();
    return switch (mcp.getHost()) {
      case "localhost" -> Optional.of(URI.create(mcp.getScheme() + "://127.0.0.1" + rest));
      case "127.0.0.1" -> Optional.of(URI.create(mcp.getScheme() + "://localhost" + rest));
      default -> Optional.empty();
    };
  }
}
