package dev.gatehouse.authserver.registration;

import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The {@code registration_access_token} of a request, RFC 7592 §2: in the {@code Authorization} header, as RFC 6750 §2.1 has it. */
final class ManagementToken {
  private static final String BEARER = "Bearer ";

  private ManagementToken() {}

  static String of(RoutingContext ctx) {
    List<String> values = ctx.request().headers().getAll(HttpHeaders.AUTHORIZATION);
    if (values.size() != 1 || !values.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw refused("no bearer token");
    }
    return values.get(0).substring(BEARER.length()).strip();
  }

  /** One answer for all, so that nobody learns which clients there are. */
  static OAuthException refused(String reason) {
    return OAuthException.of(
        OAuthError.INVALID_TOKEN,
        Cause.REGISTRATION_TOKEN_WRONG,
        "present the registration_access_token of this client as bearer token",
        reason);
  }
}
