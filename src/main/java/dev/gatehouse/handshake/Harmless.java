package dev.gatehouse.handshake;

import java.util.Set;

/**
 * The names whose values may be shown: parameters of OAuth, members of its documents, header fields. What is not listed here is masked, so
 * that what nobody thought of stays hidden.
 */
final class Harmless {
  /** Parameters of a query or a form. */
  static final Set<String> PARAMETERS = Set.of(
      "response_type",
      "response_mode",
      "client_id",
      "redirect_uri",
      "scope",
      "code_challenge",
      "code_challenge_method",
      "resource",
      "grant_type",
      "prompt",
      "max_age",
      "decision",
      "error",
      "error_description",
      "error_uri",
      "iss",
      "token_type_hint",
      "client_assertion_type",
      "application_type");

  /** Members of metadata, registrations, token answers, errors and JSON-RPC messages. */
  static final Set<String> MEMBERS = Set.of(
      // RFC 6749, 6750, 7662, 8693
      "error",
      "error_description",
      "error_uri",
      "detail",
      "token_type",
      "expires_in",
      "scope",
      "active",
      "iss",
      "sub",
      "aud",
      "exp",
      "iat",
      "nbf",
      "jti",
      "ring",
      "request_uri_expires_in",
      // RFC 7591, 7592
      "client_id",
      "client_name",
      "client_uri",
      "client_id_issued_at",
      "client_secret_expires_at",
      "redirect_uris",
      "grant_types",
      "response_types",
      "token_endpoint_auth_method",
      "application_type",
      "registration_client_uri",
      "software_id",
      "software_version",
      "logo_uri",
      "tos_uri",
      "policy_uri",
      "contacts",
      "resource",
      // JSON-RPC and MCP
      "jsonrpc",
      "id",
      "method",
      "name",
      "title",
      "version",
      "protocolVersion",
      "code",
      "message",
      "isError",
      "resultType",
      "io.modelcontextprotocol/protocolVersion",
      "listChanged",
      "subscribe",
      "description",
      "type",
      "required");

  /** Members of MCP whose whole content is the user's. */
  static final Set<String> PRIVATE = Set.of(
      "arguments",
      "content",
      "contents",
      "structuredContent",
      "messages",
      "data",
      "requestState",
      "inputResponses",
      "jwks");

  /** Header fields of requests and answers. */
  static final Set<String> HEADERS = Set.of(
      "accept",
      "accept-encoding",
      "accept-language",
      "access-control-allow-headers",
      "access-control-allow-methods",
      "access-control-allow-origin",
      "access-control-expose-headers",
      "access-control-max-age",
      "access-control-request-headers",
      "access-control-request-method",
      "allow",
      "cache-control",
      "connection",
      "content-length",
      "content-security-policy",
      "content-type",
      "cross-origin-resource-policy",
      "etag",
      "expect",
      "forwarded",
      "host",
      "mcp-method",
      "mcp-name",
      "mcp-protocol-version",
      "origin",
      "permissions-policy",
      "pragma",
      "referrer-policy",
      "retry-after",
      "sec-fetch-dest",
      "sec-fetch-mode",
      "sec-fetch-site",
      "sec-fetch-user",
      "transfer-encoding",
      "upgrade-insecure-requests",
      "user-agent",
      "vary",
      "www-authenticate",
      "x-content-type-options",
      "x-forwarded-for",
      "x-forwarded-host",
      "x-forwarded-port",
      "x-forwarded-proto",
      "x-frame-options");

  private Harmless() {}
}
