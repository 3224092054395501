package dev.gatehouse.doctor;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The authorization server's metadata must be where clients look, name the same issuer, and offer what MCP needs; RFC 8414 §3. */
final class ServerMetadata {
  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";
  private static final Step STEP = Step.SERVER_METADATA;

  private final Probe probe;
  private final Findings findings;

  ServerMetadata(Probe probe, Findings findings) {
    this.probe = probe;
    this.findings = findings;
  }

  /** The document of the issuer, from the places in the order of MCP authorization. Empty where there is none. */
  Optional<Document> find(String issuer) {
    Optional<URI> base = Document.uri(issuer).filter(Probe::mayFollow);
    if (base.isEmpty() || base.get().getRawQuery() != null || base.get().getRawFragment() != null) {
      findings.fault(
          STEP,
          "the issuer " + issuer + " is no URL that a client follows",
          "use https (http on loopback), without query and fragment",
          "RFC 8414 §2");
      return Optional.empty();
    }
    List<URI> places = places(base.get());
    Optional<Document> document =
        new MetadataSearch(probe, findings, STEP).in(places, places.get(0), "RFC 8414 §3.1");
    document.ifPresent(found -> {
      check(found, issuer);
      findings.okUnlessWorse(STEP, found.location() + " is complete");
    });
    return document;
  }

  private static List<URI> places(URI issuer) {
    String path = issuer.getRawPath().replaceFirst("/$", "");
    return path.isEmpty()
        ? List.of(issuer.resolve(OAUTH), issuer.resolve(OPENID))
        : List.of(
            issuer.resolve(OAUTH + path),
            issuer.resolve(OPENID + path),
            issuer.resolve(path + OPENID));
  }

  private void check(Document document, String issuer) {
    String named = document.text("issuer").orElse("");
    if (!named.equals(issuer)) {
      findings.fault(
          STEP,
          "issuer is '" + named + "', but the resource metadata says '" + issuer + "'",
          "write both the same, to the last slash",
          "RFC 8414 §3.3");
    }
    requireEndpoint(document, "authorization_endpoint");
    requireEndpoint(document, "token_endpoint");
    requireListed(document, "response_types_supported", "code", "RFC 8414 §2");
    // A client must refuse to go on without it.
    requireListed(document, "code_challenge_methods_supported", "S256", "MCP authorization, PKCE");
    if (document.texts("grant_types_supported").contains("password")
        || document.texts("response_types_supported").contains("token")) {
      findings.warning(
          STEP,
          "it offers the password or the implicit grant",
          "offer authorization_code and refresh_token",
          "RFC 9700 §2.1.2 and §2.4");
    }
    checkWaysIn(document);
  }

  private void checkWaysIn(Document document) {
    boolean documents =
        Boolean.TRUE.equals(document.members().getValue("client_id_metadata_document_supported"));
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
    if (!Boolean.TRUE.equals(
        document.members().getValue("authorization_response_iss_parameter_supported"))) {
      findings.warning(
          STEP,
          "answers carry no iss, so a client of several servers can be led to the wrong one",
          "send iss, and set authorization_response_iss_parameter_supported",
          "RFC 9207 §3");
    }
  }

  private void requireEndpoint(Document document, String name) {
    if (document.url(name).isEmpty()) {
      findings.fault(
          STEP,
          name + " is " + document.text(name).orElse("missing"),
          "set it to an https URL, or http on loopback",
          "RFC 8414 §2");
    }
  }

  private void requireListed(Document document, String name, String value, String source) {
    if (!document.texts(name).contains(value)) {
      findings.fault(
          STEP,
          name + (document.has(name) ? " lacks " + value : " is missing"),
          "list " + value,
          source);
    }
  }
}
