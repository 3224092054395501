package dev.gatehouse.handshake;

import static dev.gatehouse.handshake.ValueRules.AUTHORITY;
import static dev.gatehouse.handshake.ValueRules.CHALLENGE_S256;
import static dev.gatehouse.handshake.ValueRules.IDENTIFIER;
import static dev.gatehouse.handshake.ValueRules.IDENTIFIERS;
import static dev.gatehouse.handshake.ValueRules.NUMBER;
import static dev.gatehouse.handshake.ValueRules.OWN;
import static dev.gatehouse.handshake.ValueRules.PATH;
import static dev.gatehouse.handshake.ValueRules.PHRASE;
import static dev.gatehouse.handshake.ValueRules.SENTENCE;
import static dev.gatehouse.handshake.ValueRules.URLS;
import static dev.gatehouse.handshake.ValueRules.anyOf;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be shown: for each endpoint and each place in a message the names whose values may appear, and by which rule. Whatever is not
 * listed is masked, names included, so that what nobody thought of stays hidden (CWE-532).
 */
final class RedactionAllowList {
  private static final String HTTP_METHODS =
      "GET POST PUT PATCH DELETE HEAD OPTIONS TRACE CONNECT PROPFIND";

  /** Of every revision. */
  private static final String MCP_METHODS = """
      initialize ping server/discover tools/list tools/call prompts/list prompts/get
      resources/list resources/templates/list resources/read resources/subscribe
      resources/unsubscribe completion/complete logging/setLevel roots/list elicitation/create
      sampling/createMessage subscriptions/listen tasks/get tasks/list tasks/result tasks/cancel
      tasks/update notifications/initialized notifications/cancelled notifications/progress
      notifications/message notifications/roots/list_changed notifications/tools/list_changed
      notifications/prompts/list_changed notifications/resources/list_changed
      notifications/resources/updated notifications/elicitation/complete notifications/tasks/status
      notifications/subscriptions/acknowledged""";

  private static final Map<String, ValueRule> AUTHORIZATION = table(Map.of(
      anyOf("code token id_token none"),
      "response_type",
      anyOf("query fragment form_post query.jwt jwt"),
      "response_mode",
      anyOf("S256 plain"),
      "code_challenge_method",
      anyOf("none login consent select_account create"),
      "prompt",
      CHALLENGE_S256,
      "code_challenge",
      IDENTIFIER,
      "client_id",
      IDENTIFIERS,
      "scope",
      URLS,
      "redirect_uri resource",
      NUMBER,
      "max_age"));

  private static final Map<String, ValueRule> TOKEN = table(Map.of(
      anyOf("""
          authorization_code refresh_token client_credentials password implicit
          urn:ietf:params:oauth:grant-type:device_code urn:ietf:params:oauth:grant-type:jwt-bearer
          urn:ietf:params:oauth:grant-type:token-exchange"""),
      "grant_type",
      anyOf("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
      "client_assertion_type",
      IDENTIFIER,
      "client_id",
      IDENTIFIERS,
      "scope",
      URLS,
      "redirect_uri resource audience"));

  private static final Map<String, ValueRule> TOKEN_STATUS = table(Map.of(
      anyOf("access_token refresh_token"),
      "token_type_hint",
      anyOf("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
      "client_assertion_type",
      IDENTIFIER,
      "client_id"));

  private static final Map<String, ValueRule> CONSENT =
      table(Map.of(anyOf("approve deny"), "decision", IDENTIFIERS, "scope"));

  private static final Map<String, ValueRule> CALLBACK =
      table(Map.of(IDENTIFIER, "error", PHRASE, "error_description", URLS, "error_uri iss"));

  /** Parameters of URLs that stand in other places, whoever serves them. */
  static final Map<String, ValueRule> IN_URLS =
      together(AUTHORIZATION, TOKEN, TOKEN_STATUS, CALLBACK);

  private static final Map<String, Map<String, ValueRule>> PARAMETERS = Map.ofEntries(
      Map.entry(ServerEndpoint.AUTHORIZATION.path(), together(AUTHORIZATION, CALLBACK)),
      Map.entry(ServerEndpoint.PUSHED_REQUEST.path(), together(AUTHORIZATION, TOKEN_STATUS)),
      Map.entry(ServerEndpoint.TOKEN.path(), TOKEN),
      Map.entry(ServerEndpoint.REVOCATION.path(), TOKEN_STATUS),
      Map.entry(ServerEndpoint.INTROSPECTION.path(), TOKEN_STATUS),
      Map.entry(ServerEndpoint.CONSENT.path(), CONSENT),
      Map.entry(ServerEndpoint.AUTHORIZED_CLIENTS.path(), table(Map.of(IDENTIFIER, "client end"))),
      Map.entry(ServerEndpoint.LOGIN.path(), table(Map.of(IDENTIFIER, "end"))),
      Map.entry(ServerEndpoint.LANDING_CALLBACK.path(), CALLBACK));

  private static final Map<String, ValueRule> CLAIMS = table(Map.of(
      URLS, "iss aud",
      IDENTIFIER, "sub client_id azp ring kid alg typ",
      IDENTIFIERS, "scope",
      NUMBER, "exp iat nbf auth_time"));

  private static final Map<String, ValueRule> ERROR =
      table(Map.of(IDENTIFIER, "error", SENTENCE, "error_description detail", URLS, "error_uri"));

  /** Members of a registration, RFC 7591 §2. */
  static final Map<String, ValueRule> REGISTRATION = table(Map.of(
      IDENTIFIER,
      "client_id software_id software_version",
      IDENTIFIERS,
      "scope",
      anyOf("native web"),
      "application_type",
      anyOf("code token id_token"),
      "response_types",
      anyOf("""
          none client_secret_basic client_secret_post client_secret_jwt private_key_jwt
          tls_client_auth self_signed_tls_client_auth"""),
      "token_endpoint_auth_method",
      anyOf("""
          authorization_code refresh_token client_credentials password implicit
          urn:ietf:params:oauth:grant-type:device_code urn:ietf:params:oauth:grant-type:jwt-bearer
          urn:ietf:params:oauth:grant-type:token-exchange"""),
      "grant_types",
      PHRASE,
      "client_name contacts",
      URLS,
      """
          redirect_uris client_uri logo_uri tos_uri policy_uri jwks_uri registration_client_uri
          post_logout_redirect_uris""",
      NUMBER,
      "client_id_issued_at client_secret_expires_at"));

  /** Members of what the authorization server answers, and of what the resource server says outside MCP. */
  static final Map<String, ValueRule> OAUTH_ANSWER = together(
      REGISTRATION,
      CLAIMS,
      ERROR,
      table(Map.of(
          anyOf("Bearer DPoP bearer N_A"),
          "token_type",
          URLS,
          "resource",
          NUMBER,
          "expires_in request_uri_expires_in status",
          IDENTIFIER,
          "tool")));

  /** Members of metadata; RFC 8414 §2, RFC 9728 §2. */
  static final Map<String, ValueRule> METADATA = together(
      OAUTH_ANSWER,
      table(Map.of(
          URLS, """
              issuer authorization_endpoint token_endpoint registration_endpoint
              revocation_endpoint introspection_endpoint pushed_authorization_request_endpoint
              userinfo_endpoint device_authorization_endpoint end_session_endpoint
              service_documentation resource_documentation resource_policy_uri resource_tos_uri
              authorization_servers op_policy_uri op_tos_uri gatehouse_revocation_list_endpoint""",
          IDENTIFIER, """
              scopes_supported response_types_supported response_modes_supported
              grant_types_supported token_endpoint_auth_methods_supported
              token_endpoint_auth_signing_alg_values_supported code_challenge_methods_supported
              revocation_endpoint_auth_methods_supported
              introspection_endpoint_auth_methods_supported bearer_methods_supported
              dpop_signing_alg_values_supported subject_types_supported claims_supported
              id_token_signing_alg_values_supported prompt_values_supported
              revocation_endpoint_auth_signing_alg_values_supported
              introspection_endpoint_auth_signing_alg_values_supported
              resource_signing_alg_values_supported ui_locales_supported display_values_supported""",
          PHRASE, "resource_name",
          OWN, """
              authorization_response_iss_parameter_supported
              client_id_metadata_document_supported require_pushed_authorization_requests
              dpop_bound_access_tokens_required request_parameter_supported
              request_uri_parameter_supported require_request_uri_registration""")));

  /** Members of a JSON-RPC message that a client sends. */
  static final Map<String, ValueRule> MCP_REQUEST = table(Map.of(
      anyOf("2.0"),
      "jsonrpc",
      anyOf(MCP_METHODS),
      "method",
      NUMBER,
      "requestId total progress code ttl",
      PHRASE,
      "title name",
      URLS,
      "uri",
      IDENTIFIER,
      """
          id version protocolVersion level type action
          io.modelcontextprotocol/protocolVersion io.modelcontextprotocol/logLevel"""));

  /** Members of a JSON-RPC message that a server sends. */
  static final Map<String, ValueRule> MCP_ANSWER = together(
      MCP_REQUEST,
      ERROR,
      table(Map.of(
          SENTENCE, "message title description instructions",
          NUMBER, "ttlMs",
          IDENTIFIER,
              "resultType mimeType role cacheScope required supportedVersions supported taskSupport",
          URLS, "uriTemplate websiteUrl url resource_metadata")));

  private static final ValueRule MASKED = ValueRules.SECRET;

  private static final Map<String, ValueRule> HEADERS_OF_WORDS = table(Map.of(
      anyOf("none same-origin same-site cross-site"), "sec-fetch-site",
      anyOf("cors navigate no-cors same-origin websocket"), "sec-fetch-mode",
      anyOf("?1"), "sec-fetch-user",
      anyOf("http https"), "x-forwarded-proto",
      anyOf("true"), "access-control-allow-credentials",
      anyOf(HTTP_METHODS), "access-control-request-method",
      anyOf(MCP_METHODS), "mcp-method"));

  private static final Map<String, ValueRule> HEADERS_OF_VALUES = table(Map.of(
      NUMBER, """
          content-length access-control-max-age retry-after x-forwarded-port age dnt sec-gpc
          upgrade-insecure-requests""",
      PHRASE, """
          accept accept-encoding accept-language accept-charset allow cache-control connection
          content-type content-encoding content-language expect pragma referrer-policy
          sec-ch-ua sec-ch-ua-mobile sec-ch-ua-platform transfer-encoding vary keep-alive te upgrade user-agent server date
          last-modified priority x-content-type-options x-frame-options
          access-control-request-headers x-forwarded-for forwarded""",
      SENTENCE, """
          www-authenticate access-control-allow-headers access-control-allow-methods
          access-control-expose-headers content-security-policy strict-transport-security
          permissions-policy cross-origin-resource-policy cross-origin-opener-policy
          cross-origin-embedder-policy""",
      URLS, "origin referer location content-location access-control-allow-origin",
      AUTHORITY, "host x-forwarded-host",
      IDENTIFIER, "mcp-protocol-version mcp-name sec-fetch-dest",
      MASKED, """
          authorization cookie set-cookie dpop dpop-nonce mcp-session-id etag if-none-match
          if-modified-since last-event-id x-api-key x-request-id traceparent tracestate baggage
          content-disposition proxy-authorization proxy-authenticate x-csrf-token"""));

  private static final Map<String, ValueRule> HEADERS =
      together(HEADERS_OF_WORDS, HEADERS_OF_VALUES);

  /** Details of decisions, by which the log line is made. */
  private static final Map<String, ValueRule> DETAILS = table(Map.of(
      anyOf(MCP_METHODS),
      "method",
      IDENTIFIER,
      "client sub user tool prompt completion",
      IDENTIFIERS,
      "scope held needed",
      URLS,
      "resource redirect redirects registered issuer list origin",
      AUTHORITY,
      "host",
      PATH,
      "path",
      PHRASE,
      "name program",
      SENTENCE,
      "reason",
      OWN,
      "rule error kind auth alg active id kept_seconds keys rotated"));

  private static final Set<String> METHODS =
      ValueRules.words("GET POST PUT PATCH DELETE HEAD OPTIONS TRACE CONNECT PROPFIND");

  private RedactionAllowList() {}

  /** Parameters of a query or a form at this path. */
  static Map<String, ValueRule> parametersAt(String path) {
    return PARAMETERS.getOrDefault(path, Map.of());
  }

  /** A header field, its name in lower case. */
  static ValueRule header(String name) {
    return HEADERS.getOrDefault(name, MASKED);
  }

  /** A detail of a decision. */
  static ValueRule detail(String name) {
    return DETAILS.getOrDefault(name, PHRASE);
  }

  /** A claim or a header parameter of a JWT. */
  static ValueRule claim(String name) {
    return CLAIMS.getOrDefault(name, MASKED);
  }

  static boolean isMethod(String method) {
    return METHODS.contains(method);
  }

  /** Every name that is listed. */
  static Set<String> names() {
    return Stream.concat(
            PARAMETERS.values().stream(),
            Stream.of(IN_URLS, METADATA, MCP_ANSWER, HEADERS, DETAILS))
        .flatMap(table -> table.keySet().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  // The names of each rule in a text block.
  private static Map<String, ValueRule> table(Map<ValueRule, String> names) {
    var table = new HashMap<String, ValueRule>();
    names.forEach((rule, words) -> ValueRules.words(words).forEach(name -> table.put(name, rule)));
    return Collections.unmodifiableMap(table);
  }

  @SafeVarargs
  private static Map<String, ValueRule> together(Map<String, ValueRule>... tables) {
    var all = new HashMap<String, ValueRule>();
    for (Map<String, ValueRule> table : tables) {
      all.putAll(table);
    }
    return Collections.unmodifiableMap(all);
  }
}
