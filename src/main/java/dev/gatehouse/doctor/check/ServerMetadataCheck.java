package dev.gatehouse.doctor.check;

import dev.gatehouse.doctor.probe.MetadataDocument;
import dev.gatehouse.doctor.probe.MetadataSearch;
import dev.gatehouse.doctor.probe.Probe;
import dev.gatehouse.doctor.report.CheckedStep;
import dev.gatehouse.doctor.report.Findings;
import dev.gatehouse.doctor.report.ResponsibleParty;
import dev.gatehouse.fault.Fault;
import dev.gatehouse.oauth.uri.WellKnown;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The authorization server's metadata must be where clients look, name the same issuer, and offer what MCP needs; RFC 8414 §3. */
public final class ServerMetadataCheck {
  private static final String PKCE = "code_challenge_methods_supported";
  private static final CheckedStep STEP = CheckedStep.SERVER_METADATA;

  private final Probe probe;
  private final Findings findings;

  public ServerMetadataCheck(Probe probe, Findings findings) {
    this.probe = probe;
    this.findings = findings;
  }

  /** The document of the issuer, from the places in the order of MCP authorization. Empty where there is none. */
  public Optional<MetadataDocument> find(String issuer) {
    Optional<String> refused = refusal(issuer);
    if (refused.isPresent()) {
      findings
          .blaming(ResponsibleParty.MCP_SERVER) // whose authorization_servers it is
          .fault(
              STEP,
              "the issuer " + issuer + " is no URL that a client follows: it " + refused.get(),
              "name in authorization_servers an https URL that every client reaches (http on loopback), without query and fragment",
              "RFC 8414 §2, CWE-918");
      return Optional.empty();
    }
    List<URI> places = places(issuer);
    Optional<MetadataDocument> document =
        new MetadataSearch(probe, findings, STEP).in(places, Fault.NO_SERVER_METADATA);
    return document.map(found -> {
      check(found, issuer);
      MetadataDocument followed = withoutRefused(found);
      findings.okUnlessWorse(STEP, found.location() + " is complete");
      return followed;
    });
  }

  private Optional<String> refusal(String issuer) {
    Optional<URI> base = MetadataDocument.uri(issuer);
    if (base.isEmpty()) {
      return Optional.of("is not a URL");
    }
    return base.get().getRawQuery() == null && base.get().getRawFragment() == null
        ? probe.refusal(base.get())
        : Optional.of("has a query or a fragment");
  }

  // Nothing is ever sent to what is left out.
  private MetadataDocument withoutRefused(MetadataDocument document) {
    MetadataDocument followed = document;
    for (String name : document.members().fieldNames()) {
      Optional<URI> url = name.endsWith("_endpoint") || name.equals("jwks_uri")
          ? document.url(name)
          : Optional.empty();
      Optional<String> refused = url.flatMap(probe::refusal);
      if (refused.isPresent()) {
        findings.fault(
            STEP,
            name + " leads to " + url.get() + ", which " + refused.get()
                + ": nothing is sent there",
            "name an address that every client reaches",
            "CWE-918, MCP security best practices");
        followed = followed.without(name);
      }
    }
    return followed;
  }

  private static List<URI> places(String issuer) {
    return WellKnown.ofIssuer(issuer).stream().map(URI::create).toList();
  }

  private void check(MetadataDocument document, String issuer) {
    String named = document.text("issuer").orElse("");
    if (!named.equals(issuer)) {
      findings
          .blaming(
              isOfThatName(document, named)
                  ? ResponsibleParty.MCP_SERVER
                  : ResponsibleParty.AUTHORIZATION_SERVER)
          .fault(
              STEP,
              Fault.WRONG_ISSUER,
              "issuer is '" + named + "', but the resource metadata says '" + issuer + "'");
    }
    if (document.location().getRawPath().contains(WellKnown.OPENID_CONFIGURATION)) {
      findings.warning(
          STEP,
          "there is OpenID Connect metadata alone: clients of before MCP 2025-11-25 do not look for it",
          "serve the same at " + places(issuer).get(0),
          "RFC 8414 §3");
    }
    requireEndpoint(document, "authorization_endpoint");
    requireEndpoint(document, "token_endpoint");
    requireListed(document, "response_types_supported", "code", "RFC 8414 §2");
    checkGrants(document);
    checkWaysIn(document);
    checkIss(document, issuer);
  }

  // A server that is found under the name that it gives itself has the right one, and whoever sent
  // clients here with another string, be it a slash more, has not.
  private boolean isOfThatName(MetadataDocument document, String named) {
    if (refusal(named).isPresent()) {
      return false;
    }
    List<URI> places = places(named);
    return places.contains(document.location())
        || places.stream()
            .map(place -> probe.get(place, "Accept", "application/json"))
            .filter(answer -> answer.status() == 200)
            .findFirst()
            .flatMap(answer -> answer.member("issuer"))
            .filter(named::equals)
            .isPresent();
  }

  private void checkGrants(MetadataDocument document) {
    // A client must refuse to go on without it.
    if (!document.texts(PKCE).contains("S256")) {
      findings.fault(
          STEP,
          Fault.PKCE_MISSING,
          PKCE + (document.has(PKCE) ? " lacks S256" : " is missing") + ", so that clients stop");
    }
    if (document.has("grant_types_supported")
        && !document.texts("grant_types_supported").contains("refresh_token")) {
      findings.warning(STEP, Fault.NO_REFRESH_GRANT, "grant_types_supported lacks refresh_token");
    }
    if (document.texts("grant_types_supported").contains("password")
        || document.texts("response_types_supported").contains("token")) {
      findings.warning(
          STEP,
          "it offers the password or the implicit grant",
          "offer authorization_code and refresh_token",
          "RFC 9700 §2.1.2 and §2.4");
    }
  }

  private void checkWaysIn(MetadataDocument document) {
    boolean documents = document.isTrue("client_id_metadata_document_supported");
    if (!document.has("registration_endpoint") && !documents) {
      findings.warning(
          STEP,
          "a client that nobody registered cannot get in: no registration_endpoint, no client metadata documents",
          "offer one of the two, or register each client by hand",
          "MCP authorization, client registration");
    }
    if (document.has("token_endpoint_auth_methods_supported")
        && !document.texts("token_endpoint_auth_methods_supported").contains("none")) {
      findings.warning(
          STEP,
          "token_endpoint_auth_methods_supported lacks none, the method of desktop clients",
          "list none if public clients may come",
          "RFC 8414 §2");
    }
  }

  private void checkIss(MetadataDocument document, String issuer) {
    boolean promised = document.isTrue("authorization_response_iss_parameter_supported");
    boolean elsewhere = document
        .url("authorization_endpoint")
        .filter(url -> !url.getRawAuthority().equals(URI.create(issuer).getRawAuthority()))
        .isPresent();
    if (!promised) {
      findings.warning(
          STEP,
          "answers carry no iss, so a client of several servers can be led to the wrong one"
              + (elsewhere
                  ? "; some refuse that where the authorization endpoint is on another host, as here"
                  : ""),
          "send iss, and set authorization_response_iss_parameter_supported",
          "RFC 9207 §3");
    }
  }

  private void requireEndpoint(MetadataDocument document, String name) {
    String url = document.text(name).orElse("");
    if (url.startsWith("http:")
        && document.text("issuer").orElse("").startsWith("https:")
        && !Probe.isLoopback(url)) {
      findings.fault(STEP, Fault.BEHIND_HTTPS, name + " is " + url + ", and the issuer is https");
    } else if (document.url(name).isEmpty()) {
      findings.fault(
          STEP,
          name + " is " + (url.isEmpty() ? "missing" : url),
          "set it to an https URL, or http on loopback",
          "RFC 8414 §2");
    }
  }

  private void requireListed(MetadataDocument document, String name, String value, String source) {
    if (!document.texts(name).contains(value)) {
      findings.fault(
          STEP,
          name + (document.has(name) ? " lacks " + value : " is missing"),
          "list " + value,
          source);
    }
  }
}
