package dev.gatehouse.token.dpop;

import dev.gatehouse.oauth.crypto.Secrets;

/**
 * The request that a proof must be made for, RFC 9449 §4.3.
 *
 * @param method {@code htm}
 * @param url {@code htu}: where the client sent it, without query
 * @param tokenHash {@code ath}: SHA-256 of the access token that comes with it; empty where none does
 */
public record DpopRequest(String method, String url, String tokenHash) {
  /** At the authorization server. */
  public static DpopRequest post(String url) {
    return new DpopRequest("POST", url, "");
  }

  /** At a resource server, RFC 9449 §7. */
  public static DpopRequest of(String method, String url, String accessToken) {
    return new DpopRequest(method, url, Secrets.sha256(accessToken));
  }
}
