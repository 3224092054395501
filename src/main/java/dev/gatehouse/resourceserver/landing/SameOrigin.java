package dev.gatehouse.resourceserver.landing;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request was sent by a page of this very origin, by what browsers say and scripts cannot forge. {@code SameSite} cookies do not
 * tell: another port of {@code localhost} is the same site.
 */
final class SameOrigin {
  private SameOrigin() {}

  static boolean sent(HttpServerRequest request, String origin) {
    @Nullable String site = request.getHeader("Sec-Fetch-Site"); // Fetch Metadata §2.3
    if (site != null) {
      return site.equals("same-origin");
    }
    return origin.equals(request.getHeader("Origin"));
  }
}
