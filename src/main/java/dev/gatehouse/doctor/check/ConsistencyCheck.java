package dev.gatehouse.doctor.check;

import dev.gatehouse.doctor.probe.MetadataDocument;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.doctor.report.ResponsibleParty;
import dev.gatehouse.fault.Fault;
import dev.gatehouse.oauth.challenge.Challenge;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The two servers must fit each other: names, scopes and clocks. */
public final class ConsistencyCheck {
  private static final CheckedStep STEP = CheckedStep.TOGETHER;
  private static final Duration CLOSE = Duration.ofSeconds(60);
  private static final String SCOPES = "scopes_supported";

  private final Findings findings;

  public ConsistencyCheck(Findings findings) {
    this.findings = findings;
  }

  public void examine(
      URI mcp, Optional<Challenge> challenge, MetadataDocument resource, MetadataDocument server) {
    checkNames(mcp, server.text("issuer").orElse(""));
    String asked = challenge.map(found -> found.get("scope")).orElse("");
    checkScopes(
        findings.blaming(ResponsibleParty.MCP_SERVER),
        "the 401 names",
        Arrays.asList(asked.split(" ")),
        resource,
        "the resource metadata");
    checkScopes(
        findings,
        "the resource metadata lists",
        resource.texts(SCOPES),
        server,
        "the server metadata");
    findings.okUnlessWorse(STEP, "names and scopes fit each other");
  }

  public void examineClock(String host, Duration ahead) {
    if (ahead.abs().compareTo(CLOSE) > 0) {
      findings.warning(
          STEP,
          Fault.CLOCK_SKEW,
          "the clock of " + host + " is " + ahead.abs().toSeconds() + " seconds "
              + (ahead.isNegative() ? "behind" : "ahead of") + " the one here");
    }
  }

  private void checkNames(URI mcp, String issuer) {
    boolean here = Probe.isLoopback(mcp.toString());
    boolean issuerHere = Probe.isLoopback(issuer);
    if (!here && issuerHere) {
      findings.fault(
          STEP,
          "the issuer " + issuer + " is on loopback, which is the computer of each client, and "
              + mcp.getHost() + " is not",
          "give the authorization server an address that clients reach",
          "MCP authorization, security");
    } else if (here && issuerHere && !mcp.getHost().equals(URI.create(issuer).getHost())) {
      findings.warning(
          STEP,
          Fault.LOOPBACK_SPELLING,
          "the MCP URL says " + mcp.getHost() + ", the issuer " + issuer);
    }
  }

  // Clients take the scopes from one of the three places, each from another.
  private void checkScopes(
      Findings blamed, String who, List<String> scopes, MetadataDocument wider, String where) {
    var missing = new ArrayList<>(scopes);
    missing.removeAll(wider.texts(SCOPES));
    missing.removeIf(String::isEmpty);
    if (wider.has(SCOPES) && !missing.isEmpty()) {
      blamed.warning(
          STEP,
          who + " " + String.join(" ", missing) + ", which scopes_supported of " + where
              + " lacks: clients that ask for what is listed there never get it",
          "list the same scopes in each place",
          "MCP authorization, scope selection");
    }
  }
}
