package dev.gatehouse.doctor;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A client that is a web page, such as MCP Inspector, must be allowed to ask and to read; Fetch standard, CORS protocol. */
final class BrowserClients {
  private static final Step STEP = Step.BROWSER_CLIENTS;
  private static final String FETCH = "Fetch standard, CORS";

  private final Probe probe;
  private final Findings findings;
  private final String origin;

  /** The origin is that of the page. */
  BrowserClients(Probe probe, Findings findings, String origin) {
    this.probe = probe;
    this.findings = findings;
    this.origin = origin;
  }

  void examine(URI mcp, Optional<Document> resource, Optional<Document> server) {
    checkRefusal(mcp);
    var readable = new LinkedHashMap<String, URI>();
    resource.ifPresent(found -> readable.put("the resource metadata", found.location()));
    server.ifPresent(found -> readable.put("the server metadata", found.location()));
    readable.forEach(this::checkReadable);
    endpoints(server).forEach(this::checkPreflight);
    preflight("the MCP endpoint", mcp, "POST", "authorization,content-type,mcp-protocol-version");
    findings.okUnlessWorse(STEP, "a page at " + origin + " may ask and read everywhere");
  }

  private static Map<String, URI> endpoints(Optional<Document> server) {
    var endpoints = new LinkedHashMap<String, URI>();
    server
        .flatMap(found -> found.url("registration_endpoint"))
        .ifPresent(url -> endpoints.put("the registration endpoint", url));
    server
        .flatMap(found -> found.url("token_endpoint"))
        .ifPresent(url -> endpoints.put("the token endpoint", url));
    return endpoints;
  }

  private void checkRefusal(URI mcp) {
    Answer answer = probe.post(
        mcp,
        "application/json",
        FirstRequest.INITIALIZE,
        "Accept",
        FirstRequest.ACCEPT,
        "Origin",
        origin);
    if (!mayRead(answer)) {
      findings.warning(
          STEP,
          "the 401 has no Access-Control-Allow-Origin for " + origin
              + ": a page sees a network error, no challenge",
          "send it with refusals too",
          FETCH);
    } else if (!lists(answer, "Access-Control-Expose-Headers", "www-authenticate")) {
      findings.warning(
          STEP,
          "a page cannot read the challenge of the 401",
          "add WWW-Authenticate to Access-Control-Expose-Headers",
          FETCH);
    }
  }

  private void checkReadable(String what, URI place) {
    if (!mayRead(probe.get(place, "Origin", origin))) {
      findings.warning(
          STEP,
          what + " has no Access-Control-Allow-Origin for " + origin,
          "send Access-Control-Allow-Origin: *, for it is public",
          FETCH);
    }
    // Clients send the protocol version with their very first GET.
    preflight(what, place, "GET", "mcp-protocol-version");
  }

  private void checkPreflight(String what, URI place) {
    preflight(what, place, "POST", "content-type");
  }

  private void preflight(String what, URI place, String method, String headers) {
    Answer answer = probe.send(
        "OPTIONS",
        place,
        "",
        "Origin",
        origin,
        "Access-Control-Request-Method",
        method,
        "Access-Control-Request-Headers",
        headers);
    boolean allowed = answer.status() >= 200
        && answer.status() < 300
        && mayRead(answer)
        && Arrays.stream(headers.split(","))
            .allMatch(header -> lists(answer, "Access-Control-Allow-Headers", header));
    if (!allowed) {
      findings.warning(
          STEP,
          "the preflight of " + what + " fails (" + answer.summary() + ", headers allowed: '"
              + answer.header("Access-Control-Allow-Headers") + "')",
          "answer OPTIONS with 204, and allow the headers " + headers,
          FETCH);
    }
  }

  private boolean mayRead(Answer answer) {
    String allowed = answer.header("Access-Control-Allow-Origin");
    return allowed.equals("*") || allowed.equals(origin);
  }

  // A star does not stand for Authorization, Fetch standard §3.3.3.
  private static boolean lists(Answer answer, String header, String name) {
    String listed = answer.header(header).toLowerCase(Locale.ROOT);
    return (listed.equals("*") && !name.equals("authorization"))
        || Arrays.asList(listed.split("\\s*,\\s*")).contains(name);
  }
}
