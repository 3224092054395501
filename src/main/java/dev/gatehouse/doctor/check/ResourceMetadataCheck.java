package dev.gatehouse.doctor.check;

import dev.gatehouse.doctor.probe.MetadataDocument;
import dev.gatehouse.doctor.probe.MetadataSearch;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.probe.ProbeResponse;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.fault.Fault;
import dev.gatehouse.oauth.challenge.Challenge;
import dev.gatehouse.oauth.uri.WellKnown;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The protected resource metadata must be where clients look, and speak of this very server; RFC 9728 §3. */
public final class ResourceMetadataCheck {
  private static final CheckedStep STEP = CheckedStep.RESOURCE_METADATA;

  private final Probe probe;
  private final Findings findings;

  public ResourceMetadataCheck(Probe probe, Findings findings) {
    this.probe = probe;
    this.findings = findings;
  }

  /** The document, from where the challenge says, else from the well-known places. Empty where there is none. */
  public Optional<MetadataDocument> find(URI mcp, Optional<Challenge> challenge) {
    Optional<MetadataDocument> document = new MetadataSearch(probe, findings, STEP)
        .in(places(mcp, challenge), Fault.NO_RESOURCE_METADATA);
    document.ifPresent(found -> {
      check(found, mcp);
      checkPlace(found, mcp);
      findings.okUnlessWorse(STEP, found.location() + " speaks of this server");
    });
    return document;
  }

  private List<URI> places(URI mcp, Optional<Challenge> challenge) {
    var places = new ArrayList<URI>();
    challenge
        .map(found -> found.get("resource_metadata"))
        .flatMap(MetadataDocument::uri)
        .filter(named -> probe.refusal(named).isEmpty())
        .ifPresent(places::add);
    WellKnown.ofResource(mcp.toString()).stream().map(URI::create).forEach(places::add);
    return places.stream().distinct().toList();
  }

  // Some clients do not read the challenge, and a page cannot where it is not exposed.
  private void checkPlace(MetadataDocument found, URI mcp) {
    URI place = URI.create(WellKnown.ofResource(mcp.toString()).get(0));
    if (!found.location().equals(place)) {
      ProbeResponse answer = probe.get(place, "Accept", "application/json");
      if (answer.status() != 200) {
        findings.warning(
            STEP,
            Fault.NO_RESOURCE_METADATA,
            "a client that does not read the challenge looks at " + place + ", and gets "
                + answer.summary());
      }
    }
  }

  private void check(MetadataDocument document, URI mcp) {
    checkResource(document, mcp);
    if (document.texts("authorization_servers").isEmpty()) {
      findings.fault(
          STEP,
          "authorization_servers is missing or empty: no client knows where to log in",
          "list the issuer of the tokens",
          "RFC 9728 §2, MCP authorization");
    }
    if (document.texts("scopes_supported").contains("offline_access")) {
      findings.warning(
          STEP,
          "scopes_supported lists offline_access, which is no right on this server",
          "list it in the authorization server's metadata only",
          "MCP authorization, refresh tokens");
    }
    if (document.has("bearer_methods_supported")
        && !document.texts("bearer_methods_supported").equals(List.of("header"))) {
      findings.warning(
          STEP,
          "tokens are taken from elsewhere than the Authorization header",
          "set bearer_methods_supported to [\"header\"]",
          "OAuth 2.1 §5.1");
    }
  }

  // Clients compare strings; the one without its trailing slash is what some were given.
  private void checkResource(MetadataDocument document, URI mcp) {
    String resource = document.text("resource").orElse("");
    String asked = mcp.toString();
    if (resource.equals(asked) || (resource + "/").equals(asked)) {
      return;
    }
    String found = resource.isEmpty()
        ? "resource is missing"
        : "resource is " + resource + ", but the server was asked for as " + asked;
    if (resource.startsWith("http:") && asked.equals("https:" + resource.substring(5))) {
      findings.fault(STEP, Fault.BEHIND_HTTPS, found);
    } else if (!resource.isEmpty() && asked.startsWith(resource)) {
      findings.warning(STEP, Fault.RESOURCE_DIFFERS, found);
    } else {
      findings.fault(STEP, Fault.RESOURCE_DIFFERS, found);
    }
  }
}
