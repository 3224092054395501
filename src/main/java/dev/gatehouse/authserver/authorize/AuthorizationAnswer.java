package dev.gatehouse.authserver.authorize;

import dev.gatehouse.http.answer.SeeOther;
import dev.gatehouse.http.page.ErrorPages;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.RedirectTrust;
import dev.gatehouse.oauth.uri.RedirectUris;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way back to the client: the redirect URI with the answer in its query, RFC 6749 §4.1.2, always with {@code iss} (RFC 9207 §2). */
public final class AuthorizationAnswer {
  private final String issuer;
  private final Pages pages;

  public AuthorizationAnswer(String issuer, Pages pages) {
    this.issuer = issuer;
    this.pages = pages;
  }

  /** With a code. */
  public void code(RoutingContext ctx, String redirectUri, @Nullable String state, String code) {
    SeeOther.to(ctx, target(redirectUri, parameter("code", code) + stateAndIssuer(state)));
  }

  /**
   * With an error, RFC 6749 §4.1.2.1: a redirect, or where nobody vouches for the client a page that names the address and has the same
   * answer as a link (RFC 9700 §4.11.2).
   *
   * @param id of the refusal in log and console; empty where it was the person's own
   */
  public void error(
      RoutingContext ctx,
      Client client,
      String redirectUri,
      @Nullable String state,
      OAuthException refusal,
      String id) {
    String target = target(
        redirectUri,
        parameter("error", refusal.error().code())
            + '&'
            + parameter("error_description", refusal.description())
            + stateAndIssuer(state));
    if (RedirectTrust.mayFollowUnasked(client, redirectUri)) {
      SeeOther.to(ctx, target);
    } else {
      ask(ctx, client, target, refusal, id);
    }
  }

  // 200 where the person denied the request: nothing went wrong then.
  private void ask(
      RoutingContext ctx, Client client, String target, OAuthException refusal, String id) {
    boolean denied = refusal.error() == OAuthError.ACCESS_DENIED;
    pages.answer(
        ctx,
        denied ? 200 : 400,
        "leave",
        Map.ofEntries(
            Map.entry("denied", denied),
            Map.entry("happened", refusal.description()),
            Map.entry("clientName", client.name()),
            Map.entry("destination", RedirectUris.destination(target)),
            Map.entry("application", RedirectUris.isPrivateUse(target)),
            Map.entry("url", target),
            Map.entry("error", refusal.error().code()),
            Map.entry("rule", refusal.error().source()),
            Map.entry("id", id),
            Map.entry("inConsole", id.isEmpty() ? "" : ErrorPages.inConsole(ctx, id))));
  }

  private static String target(String redirectUri, String query) {
    char separator = redirectUri.indexOf('?') < 0 ? '?' : '&';
    return redirectUri + separator + query;
  }

  private String stateAndIssuer(@Nullable String state) {
    return (state == null ? "" : '&' + parameter("state", state)) + '&' + parameter("iss", issuer);
  }

  // A space as %20, which every decoder understands; + only those of forms do.
  private static String parameter(String name, String value) {
    return name + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
