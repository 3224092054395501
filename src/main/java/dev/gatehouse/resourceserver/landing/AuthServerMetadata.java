package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.client.oauth.ServerMetadata;

/**
 * What a client needs of an authorization server's metadata, RFC 8414 §2.
 *
 * @param authorizationEndpoint where the browser is sent
 * @param tokenEndpoint where the code is exchanged
 * @param revocationEndpoint where a token is given back; empty where there is none
 * @param sendsIssuer whether every authorization response carries {@code iss} (RFC 9207 §3)
 */
record AuthServerMetadata(
    String authorizationEndpoint,
    String tokenEndpoint,
    String revocationEndpoint,
    boolean sendsIssuer) {
  /** Throws {@link IllegalArgumentException} where an endpoint is missing, or may not be used. */
  static AuthServerMetadata of(ServerMetadata metadata) {
    return new AuthServerMetadata(
        metadata.url("authorization_endpoint"),
        metadata.url("token_endpoint"),
        metadata.has("revocation_endpoint") ? metadata.url("revocation_endpoint") : "",
        metadata.isTrue("authorization_response_iss_parameter_supported"));
  }
}
