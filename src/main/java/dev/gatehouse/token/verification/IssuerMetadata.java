package dev.gatehouse.token.verification;

import dev.gatehouse.client.oauth.Discovery;
import dev.gatehouse.client.oauth.ServerMetadata;
import dev.gatehouse.http.client.JsonClient;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * What a resource server reads of its issuer's metadata, RFC 8414 §2.
 *
 * @param jwksUri where the keys are
 * @param revocationList where it says what it revoked; null where it does not say (an own extension of Gatehouse)
 */
record IssuerMetadata(String jwksUri, @Nullable String revocationList) {
  /** The first good document of the places in which it may stand. */
  static Future<IssuerMetadata> discover(JsonClient http, String issuer) {
    return Discovery.first(issuer, http::get, IssuerMetadata::of);
  }

  /** Throws {@link IllegalArgumentException} where there is no URL of keys that may be used. */
  static IssuerMetadata of(ServerMetadata metadata) {
    return new IssuerMetadata(
        metadata.url("jwks_uri"),
        metadata.optionalUrl("gatehouse_revocation_list_endpoint").orElse(null));
  }
}
