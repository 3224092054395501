package dev.gatehouse.token.verification;

import dev.gatehouse.oauth.WellKnown;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a resource server reads of its issuer's metadata, RFC 8414 §2.
 *
 * @param jwksUri where the keys are
 * @param revocationList where it says what it revoked; null where it does not say (an own extension of Gatehouse)
 */
record IssuerMetadata(String jwksUri, @Nullable String revocationList) {
  /** The first good document of the places in which it may stand. */
  static Future<IssuerMetadata> discover(IssuerHttp http, String issuer) {
    Future<IssuerMetadata> found = Future.failedFuture(new IOException("no place to look at"));
    for (String place : WellKnown.ofIssuer(issuer)) {
      found =
          found.recover(missing -> http.get(place).map(document -> of(document, issuer, place)));
    }
    return found;
  }

  /** What the document at that place says, RFC 8414 §3.3; throws where it is not this issuer's. */
  static IssuerMetadata of(Map<String, Object> document, String issuer, String place) {
    if (!issuer.equals(document.get("issuer"))) {
      throw new IllegalArgumentException(place + " is not the metadata of " + issuer);
    }
    if (!(document.get("jwks_uri") instanceof String jwksUri)) {
      throw new IllegalArgumentException(place + " has no jwks_uri");
    }
    Object list = document.get("gatehouse_revocation_list_endpoint");
    return new IssuerMetadata(
        secureEnough(jwksUri, issuer),
        list instanceof String url ? secureEnough(url, issuer) : null);
  }

  // Keys that come over plain HTTP are anybody's, unless the issuer itself is on plain HTTP
  // (loopback).
  private static String secureEnough(String url, String issuer) {
    boolean downgraded = issuer.startsWith("https:") && !url.startsWith("https:");
    if (downgraded || !(url.startsWith("https://") || url.startsWith("http://"))) {
      throw new IllegalArgumentException("metadata of " + issuer + " leads to " + url);
    }
    return url;
  }
}
