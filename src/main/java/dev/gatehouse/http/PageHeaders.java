package dev.gatehouse.http;

import io.vertx.core.http.HttpServerResponse;

/** The headers of every HTML answer: not cached, not framed, nothing in it from elsewhere (RFC 9700 §4.16, CSP level 3). */
public final class PageHeaders {
  // Without form-action: Chromium applies it to the redirect after a form POST as well, so that
  // the way back to a client would end on a dead button. Who may be redirected to is decided by
  // the registered redirect_uri.
  private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self';"
      + " img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  private PageHeaders() {}

  // No Cross-Origin-Opener-Policy: clients open the login in a popup and wait for a message to
  // window.opener, which that header would cut off for good.
  static void put(HttpServerResponse response) {
    response
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  }
}
