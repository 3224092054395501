package dev.gatehouse.authserver.authorize;

import dev.gatehouse.http.SeeOther;
import dev.gatehouse.oauth.OAuthException;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The way back to the client: a redirect with the answer in the query, RFC 6749 §4.1.2, always with {@code iss} (RFC 9207 §2). */
public final class AuthorizationAnswer {
  private final String issuer;

  public AuthorizationAnswer(String issuer) {
    this.issuer = issuer;
  }

  /** With a code. */
  public void code(RoutingContext ctx, String redirectUri, @Nullable String state, String code) {
    redirect(ctx, redirectUri, parameter("code", code) + stateAndIssuer(state));
  }

  /** With an error, RFC 6749 §4.1.2.1. */
  public void error(
      RoutingContext ctx, String redirectUri, @Nullable String state, OAuthException refusal) {
    redirect(
        ctx,
        redirectUri,
        parameter("error", refusal.error().code())
            + '&'
            + parameter("error_description", refusal.description())
            + stateAndIssuer(state));
  }

  private static void redirect(RoutingContext ctx, String redirectUri, String query) {
    char separator = redirectUri.indexOf('?') < 0 ? '?' : '&';
    SeeOther.to(ctx, redirectUri + separator + query);
  }

  private String stateAndIssuer(@Nullable String state) {
    return (state == null ? "" : '&' + parameter("state", state)) + '&' + parameter("iss", issuer);
  }

  // A space as %20, which every decoder understands; + only those of forms do.
  private static String parameter(String name, String value) {
    return name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
