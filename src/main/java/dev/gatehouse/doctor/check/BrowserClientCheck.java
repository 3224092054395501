package dev.gatehouse.doctor.check;

import dev.gatehouse.client.ClientEra;
import dev.gatehouse.doctor.probe.McpProbe;
import dev.gatehouse.doctor.probe.MetadataDocument;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.probe.ProbeResponse;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.doctor.report.ResponsibleParty;
import dev.gatehouse.fault.Fault;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A client that is a web page, such as MCP Inspector, must be allowed to ask and to read; Fetch standard, CORS protocol. */
public final class BrowserClientCheck {
  private static final CheckedStep STEP = CheckedStep.BROWSER_CLIENTS;

  /** By clients of either generation; MCP transports. */
  private static final List<String> SENT_TO_MCP = List.of(
      "authorization",
      "content-type",
      "mcp-protocol-version",
      "mcp-session-id",
      "last-event-id",
      "mcp-method",
      "mcp-name");

  private final Probe probe;
  private final Findings findings;
  private final Findings atTheServer;
  private final String origin;

  /** The origin is that of the page. */
  public BrowserClientCheck(Probe probe, Findings findings, String origin) {
    this.probe = probe;
    this.findings = findings;
    this.atTheServer = findings.blaming(ResponsibleParty.AUTHORIZATION_SERVER);
    this.origin = origin;
  }

  public void examine(
      URI mcp, Optional<MetadataDocument> resource, Optional<MetadataDocument> server) {
    checkRefusal(mcp);
    resource.ifPresent(found -> checkMetadata(findings, "the resource metadata", found.location()));
    server.ifPresent(found -> {
      checkMetadata(atTheServer, "the server metadata", found.location());
      found
          .url("jwks_uri")
          .ifPresent(url -> checkReadable(atTheServer, "the key set", probe.get(url, origin())));
      found
          .url("registration_endpoint")
          .ifPresent(url -> preflight(
              atTheServer, "the registration endpoint", url, "POST", List.of("content-type")));
      found.url("token_endpoint").ifPresent(this::checkToken);
    });
    preflight(findings, "the MCP endpoint", mcp, "POST", SENT_TO_MCP);
    findings.okUnlessWorse(STEP, "a page at " + origin + " may ask and read everywhere");
  }

  private void checkRefusal(URI mcp) {
    ProbeResponse answer = McpProbe.begin(ClientEra.SESSIONS, probe, mcp, origin());
    checkReadable(findings, "the 401", answer);
    if (mayRead(answer) && !lists(answer, "Access-Control-Expose-Headers", "www-authenticate")) {
      findings.warning(
          STEP,
          "a page cannot read the challenge of the 401",
          "add WWW-Authenticate to Access-Control-Expose-Headers",
          Fault.CORS_REFUSED.rule());
    }
  }

  private void checkMetadata(Findings where, String what, URI place) {
    checkReadable(where, what, probe.get(place, origin()));
    // Clients send the protocol version with their very first GET.
    preflight(where, what, place, "GET", List.of("mcp-protocol-version"));
  }

  private void checkToken(URI place) {
    preflight(atTheServer, "the token endpoint", place, "POST", List.of("content-type"));
    checkReadable(
        atTheServer,
        "a refusal of the token endpoint",
        TokenEndpointCheck.asNobody(probe, place, origin()));
  }

  private void checkReadable(Findings where, String what, ProbeResponse answer) {
    if (answer.isAnswer() && !mayRead(answer)) {
      where.warning(
          STEP, Fault.CORS_REFUSED, what + " has no Access-Control-Allow-Origin for " + origin);
    }
  }

  private void preflight(
      Findings where, String what, URI place, String method, List<String> headers) {
    ProbeResponse answer = probe.send(
        "OPTIONS",
        place,
        "",
        "Origin",
        origin,
        "Access-Control-Request-Method",
        method,
        "Access-Control-Request-Headers",
        String.join(",", headers));
    boolean answered = answer.status() / 100 == 2;
    List<String> missing = headers.stream()
        .filter(header -> !lists(answer, "Access-Control-Allow-Headers", header))
        .toList();
    if (!answered) {
      where.warning(
          STEP, Fault.CORS_HEADERS, "the preflight of " + what + " fails with " + answer.summary());
    } else if (!missing.isEmpty()) {
      where.warning(
          STEP,
          Fault.CORS_HEADERS,
          "the preflight of " + what + " does not allow " + String.join(", ", missing));
    }
  }

  private String[] origin() {
    return new String[] {"Origin", origin};
  }

  private boolean mayRead(ProbeResponse answer) {
    String allowed = answer.header("Access-Control-Allow-Origin");
    return allowed.equals("*") || allowed.equals(origin);
  }

  // A star does not stand for Authorization, Fetch standard §3.3.3.
  private static boolean lists(ProbeResponse answer, String header, String name) {
    String listed = answer.header(header).toLowerCase(Locale.ROOT);
    return (listed.equals("*") && !name.equals("authorization"))
        || Arrays.stream(listed.split(",")).anyMatch(one -> one.strip().equals(name));
  }
}
