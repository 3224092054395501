package dev.gatehouse.resourceserver.landing;

import io.vertx.core.json.JsonObject;

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
  /** Throws {@link IllegalArgumentException} where it is not the metadata of that issuer. */
  static AuthServerMetadata read(JsonObject document, String issuer) {
    if (!issuer.equals(document.getValue("issuer"))) { // RFC 8414 §3.3
      throw new IllegalArgumentException("its metadata is that of another issuer");
    }
    return new AuthServerMetadata(
        endpoint(document, "authorization_endpoint", issuer),
        endpoint(document, "token_endpoint", issuer),
        document.containsKey("revocation_endpoint")
            ? endpoint(document, "revocation_endpoint", issuer)
            : "",
        Boolean.TRUE.equals(document.getValue("authorization_response_iss_parameter_supported")));
  }

  // A code that is sent over plain HTTP is anybody's, unless the issuer itself is there (loopback).
  private static String endpoint(JsonObject document, String member, String issuer) {
    boolean https = issuer.startsWith("https://");
    if (document.getValue(member) instanceof String url
        && (url.startsWith("https://") || (!https && url.startsWith("http://")))) {
      return url;
    }
    throw new IllegalArgumentException("its metadata has no usable " + member);
  }
}
