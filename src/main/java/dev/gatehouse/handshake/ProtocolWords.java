package dev.gatehouse.handshake;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of the protocols: names that say nothing of anyone, and are shown wherever they stand. */
final class ProtocolWords {
  /** Names of parameters and members whose values are secrets by their place; RFC 6749 §10, RFC 7591 §3.2.1, RFC 9449. */
  static final Set<String> SECRETS = ValueRules.words("""
      access_token actor_token assertion authorization client_assertion client_secret code
      code_verifier cookie csrf device_code dpop id_token id_token_hint mcp-session-id password
      private_key refresh_token registration_access_token request request_uri secret
      subject_token token transaction user_code username userinfo basic""");

  /** Names of members that hold other members, or values that are counted only. */
  private static final Set<String> STRUCTURE = ValueRules.words("""
      _meta arguments audio capabilities client clientInfo completions content contents context
      cursor data elicitation embeddedResource experimental extensions fields image inputRequests
      inputResponses inputSchema jwks keys logging login_hint messages meta nextCursor nonce
      outputSchema params progressToken prompts ref requestState requestedSchema resources result
      roots sampling serverInfo state structuredContent supported tasks tools url uri value
      annotations argument action listChanged subscribe
      isError hasMore values completion cnf active published notifications resourceTemplates
      requestedSchema requiredCapabilities elicitationId icons hints toolsListChanged
      promptsListChanged resourcesListChanged resourceSubscriptions subscriptionId task tasks
      logger mode form stopReason model modelPreferences maxTokens systemPrompt temperature
      io.modelcontextprotocol/subscriptionId io.modelcontextprotocol/serverInfo
      io.modelcontextprotocol/clientInfo io.modelcontextprotocol/clientCapabilities
      io.modelcontextprotocol/protocolVersion io.modelcontextprotocol/logLevel""");

  /** Words of sentences, URLs and header fields that are long, or have the name of a secret in them. */
  private static final Set<String> TEXT = ValueRules.words("""
      token tokens secret secrets password passwords credential credentials token-exchange
      tokens-are token_type token_type_hint token_endpoint token_endpoint_auth_method
      token_endpoint_auth_methods_supported token_endpoint_auth_signing_alg
      token_endpoint_auth_signing_alg_values_supported client_secret_basic client_secret_post
      client_secret_jwt client_secret_expires_at private_key_jwt client_credentials invalid_token
      insufficient_scope invalid_dpop_proof use_dpop_nonce oauth-authorization-server
      oauth-protected-resource openid-configuration oauth-client-id-metadata-document
      draft-ietf-oauth-client-id-metadata-document client-id-metadata-document
      client-assertion-type authorization_endpoint authorization_servers registration_endpoint
      revocation_endpoint introspection_endpoint code_challenge_methods_supported
      authorization_response_iss_parameter_supported temporarily_unavailable
      access-control-allow-credentials access-control-request-headers
      access-control-request-method access-control-expose-headers access-control-allow-headers
      access-control-allow-methods access-control-allow-origin content-security-policy
      strict-transport-security cross-origin-resource-policy cross-origin-opener-policy
      cross-origin-embedder-policy upgrade-insecure-requests strict-origin-when-cross-origin
      publickey-credentials-get publickey-credentials-create
      application/x-www-form-urlencoded x-www-form-urlencoded gatehouse-resource-server
      json-credentials include-credentials admin-token id-token refresh-token access-token --token-file --admin-token win32-x64 key-rotation introspection""");

  private static final Set<String> ALL = Stream.of(
          SECRETS, STRUCTURE, TEXT, RedactionAllowList.names())
      .flatMap(Set::stream)
      .collect(Collectors.toUnmodifiableSet());

  private ProtocolWords() {}

  /** Whether it is one of them. */
  static boolean contains(String word) {
    return ALL.contains(word);
  }

  /** Whether it is one of them as a sentence may spell it. */
  static boolean containsAnyCase(String word) {
    return ALL.contains(word) || ALL.contains(word.toLowerCase(Locale.ROOT));
  }
}
