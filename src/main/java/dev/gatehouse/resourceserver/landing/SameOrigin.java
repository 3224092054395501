package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.oauth.uri.Loopback;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request was sent by a page of this very origin, by what browsers say and scripts cannot forge. {@code SameSite} cookies do not
 * tell: another port of {@code localhost} is the same site.
 */
final class SameOrigin {
  private SameOrigin() {}

  /** For a request of a script, which always says where it comes from. */
  static boolean sent(HttpServerRequest request, String origin) {
    @Nullable String site = request.getHeader("Sec-Fetch-Site"); // Fetch Metadata §2.3
    return site == null ? origin.equals(request.getHeader("Origin")) : site.equals("same-origin");
  }

  /**
   * For a form. Over plain HTTP beyond loopback browsers send no fetch metadata, and {@code Origin: null} under our Referrer-Policy: what is
   * left there is the cookie, which {@code SameSite} keeps from other sites.
   */
  static boolean sentByForm(HttpServerRequest request, String origin) {
    boolean silent = request.getHeader("Sec-Fetch-Site") == null
        && "null".equals(request.getHeader("Origin"))
        && origin.startsWith("http://")
        && !Loopback.isOrigin(origin);
    return silent || sent(request, origin);
  }
}
