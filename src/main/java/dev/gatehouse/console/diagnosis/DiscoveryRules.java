package dev.gatehouse.console.diagnosis;

import dev.gatehouse.fault.Fault;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.uri.WellKnown;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Before a client knows where to go: hosts, origins, CORS, addresses of metadata. */
final class DiscoveryRules {
  static final List<DiagnosisRule> FAULTS = List.of(
      DiscoveryRules::foreignOrigin,
      DiscoveryRules::foreignHost,
      DiscoveryRules::wrongWellKnown,
      DiscoveryRules::oldTransport);
  static final List<DiagnosisRule> NOTES = List.of(
      DiscoveryRules::slashAtTheIssuer,
      DiscoveryRules::wrongServer,
      DiscoveryRules::preflightOfStranger,
      DiscoveryRules::preflightHeaders,
      DiscoveryRules::behindHttps);

  private DiscoveryRules() {}

  private static Optional<Diagnosis> foreignOrigin(DiagnosisContext moment) {
    if (!moment.has(Cause.ORIGIN_FORBIDDEN)) {
      return Optional.empty();
    }
    String origin = moment.header("origin");
    return Optional.of(
        Diagnosis.fault("origin-refused", Responsibility.SETTING, "This web page may not call")
            .because("The page that called comes from " + origin
                + ". Only pages of this computer and those that are named may: "
                + Fault.FOREIGN_ORIGIN.why() + ".")
            .instead("If the page is yours, start with --allowed-origins " + origin + ".")
            .comparing(
                "Origin of the page", origin, "An origin that may call", "http://localhost:6274"));
  }

  private static Optional<Diagnosis> foreignHost(DiagnosisContext moment) {
    if (!moment.has(Cause.HOST_FORBIDDEN)) {
      return Optional.empty();
    }
    String host = moment.header("host");
    return Optional.of(Diagnosis.fault(
            "host-refused", Responsibility.SETTING, "This server does not answer to that name")
        .because(
            "The client addressed it as " + host
                + ". In a container or behind a proxy that may be right, but a rebound name looks the same.")
        .instead("If the name is yours, start with --allowed-hosts " + host + ".")
        .comparing("Host that was asked", host, "Host of the resource", authority(moment)));
  }

  private static Optional<Diagnosis> slashAtTheIssuer(DiagnosisContext moment) {
    boolean doubled = moment.path().startsWith("//");
    boolean trailing = moment.path().matches(".*/\\.well-known/[a-z-]+/");
    if (!doubled && !trailing) {
      return Optional.empty();
    }
    return Optional.of(Diagnosis.warning(
            "issuer-slash", Responsibility.CLIENT, "The issuer was taken with a slash at its end")
        .because(
            "The client made the address of the metadata from an issuer that ends with '/'. The issuer has none.")
        .instead("Use the issuer byte for byte as it stands in authorization_servers.")
        .comparing(
            "Asked for",
            moment.path(),
            "Right",
            moment.path().replaceAll("^/+", "/").replaceAll("/$", "")));
  }

  private static Optional<Diagnosis> wrongWellKnown(DiagnosisContext moment) {
    if (!moment.isRefused()
        || !moment.path().contains(".well-known")
        || moment.is(Step.WRONG_SERVER)) {
      return Optional.empty();
    }
    String right = moment.is(Step.RESOURCE_METADATA)
        ? WellKnown.PROTECTED_RESOURCE + URI.create(moment.place().mcpUrl()).getPath()
        : WellKnown.AUTHORIZATION_SERVER;
    return Optional.of(Diagnosis.warning(
            "metadata-elsewhere", Responsibility.CLIENT, "No metadata at this address")
        .because(
            "Clients try several addresses, so that one 404 is no harm if another request follows.")
        .instead(
            "Put the path of the resource behind the well-known name (RFC 9728 §3.1), or read resource_metadata in the 401.")
        .comparing("Asked for", moment.path(), "Served", right));
  }

  private static Optional<Diagnosis> oldTransport(DiagnosisContext moment) {
    if (!moment.isRefused() || !Set.of("/sse", "/messages", "/message").contains(moment.path())) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnosis.fault(Fault.OLD_TRANSPORT, Responsibility.CLIENT, "This is the transport of 2024")
            .because("The client asks for " + moment.path() + ". " + Fault.OLD_TRANSPORT.because())
            .instead("Set the client's transport to Streamable HTTP and give it the MCP URL.")
            .comparing(
                "Asked for",
                moment.path(),
                "Served",
                URI.create(moment.place().mcpUrl()).getPath()));
  }

  private static Optional<Diagnosis> wrongServer(DiagnosisContext moment) {
    if (!moment.is(Step.WRONG_SERVER)) {
      return Optional.empty();
    }
    return Optional.of(Diagnosis.warning(
            "wrong-server",
            Responsibility.CLIENT,
            "The client asks the resource server for the authorization server")
        .because(
            "It does not read resource_metadata in the 401, or falls back to the rule of MCP 2025-03-26, which ended in 2025-06-18.")
        .instead("Ask the authorization server that the metadata of the resource names.")
        .comparing(
            "Asked",
            origin(moment) + moment.path(),
            "Right",
            moment.place().issuer() + moment.path()));
  }

  private static Optional<Diagnosis> preflightOfStranger(DiagnosisContext moment) {
    if (!moment.is(Step.PREFLIGHT)
        || !allowOrigin(moment).isEmpty()
        || moment.header("origin").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Diagnosis.fault(
            Fault.CORS_REFUSED, Responsibility.SETTING, "The browser will not let this page call")
        .because("A page of " + moment.header("origin")
            + " asked, and the answer allows it nothing: " + Fault.CORS_REFUSED.why() + ".")
        .instead(
            "If the page is yours, start with --allowed-origins " + moment.header("origin") + "."));
  }

  private static Optional<Diagnosis> preflightHeaders(DiagnosisContext moment) {
    Set<String> asked = DiagnosisContext.words(moment
        .header("access-control-request-headers")
        .replace(',', ' ')
        .toLowerCase(java.util.Locale.ROOT));
    Set<String> allowed = DiagnosisContext.words(moment
        .step()
        .exchange()
        .answer()
        .header("access-control-allow-headers")
        .replace(',', ' ')
        .toLowerCase(java.util.Locale.ROOT));
    if (!moment.is(Step.PREFLIGHT) || allowOrigin(moment).isEmpty() || allowed.containsAll(asked)) {
      return Optional.empty();
    }
    return Optional.of(Diagnosis.fault(
            Fault.CORS_HEADERS,
            Responsibility.CLIENT,
            "Not every header field of this page is allowed")
        .because("The page wants to send more header fields than were allowed: "
            + Fault.CORS_HEADERS.why() + ".")
        .instead("Send fields whose names are HTTP tokens, and fewer than fifty.")
        .comparing(
            "Wants to send", String.join(", ", asked), "Allowed", String.join(", ", allowed)));
  }

  private static Optional<Diagnosis> behindHttps(DiagnosisContext moment) {
    boolean https = moment.header("x-forwarded-proto").startsWith("https");
    if (!https
        || moment.place().mcpUrl().startsWith("https:")
        || !moment.is(Step.CHALLENGE, Step.RESOURCE_METADATA)) {
      return Optional.empty();
    }
    String host = moment.header("x-forwarded-host");
    String right = "https://" + (host.isEmpty() ? moment.header("host") : host);
    return Optional.of(Diagnosis.warning(
            Fault.BEHIND_HTTPS,
            Responsibility.SETTING,
            "The client came by https, and is told http")
        .because(Fault.BEHIND_HTTPS.because())
        .instead("Start with --resource-url " + right + ", and --issuer likewise.")
        .comparing("Told", moment.place().mcpUrl(), "The client's", ServerEndpoint.MCP.at(right)));
  }

  private static String allowOrigin(DiagnosisContext moment) {
    return moment.step().exchange().answer().header("access-control-allow-origin");
  }

  private static String origin(DiagnosisContext moment) {
    String url = moment.place().mcpUrl();
    return url.substring(0, url.length() - URI.create(url).getPath().length());
  }

  private static String authority(DiagnosisContext moment) {
    return URI.create(moment.place().mcpUrl()).getAuthority();
  }
}
