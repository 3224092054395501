package dev.gatehouse.resourceserver.gate;

import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.WwwAuthenticate;
import dev.gatehouse.resourceserver.metadata.ResourceUrls;
import io.vertx.ext.web.RoutingContext;

/**
 * The {@code WWW-Authenticate} values of the gate: what is wrong, which scopes to ask for, and where the metadata stands; RFC 6750 §3 with
 * the {@code resource_metadata} of RFC 9728 §5.1.
 */
public final class Challenges {
  private final ResourceUrls urls;
  private final Scopes first;

  /** The first scopes are those that a client without a token is told to ask for. */
  public Challenges(ResourceUrls urls, Scopes first) {
    this.urls = urls;
    this.first = first;
  }

  /** For a request that carries no token: no {@code error}, RFC 6750 §3.1. */
  public String noToken(RoutingContext ctx) {
    return pointer(ctx).with("scope", first.toString()).toString();
  }

  /** For a token, or a way to send it, that does not pass. */
  public String refused(RoutingContext ctx, OAuthError error, String description) {
    return pointer(ctx)
        .with("scope", first.toString())
        .with("error", error.code())
        .with("error_description", description)
        .toString();
  }

  /**
   * For a good token without the scope. Names what is held besides what is needed: clients of the 1.x SDK ask for just these scopes, and
   * would lose the others (MCP 2025-11-25 authorization, "Scope Challenge Handling").
   */
  public String insufficientScope(
      RoutingContext ctx, Scopes needed, Scopes held, String description) {
    return WwwAuthenticate.bearer()
        .with("error", OAuthError.INSUFFICIENT_SCOPE.code())
        .with("scope", held.plus(needed).toString())
        .with("resource_metadata", urls.metadata(ctx.request()))
        .with("error_description", description)
        .toString();
  }

  private WwwAuthenticate pointer(RoutingContext ctx) {
    return WwwAuthenticate.bearer().with("resource_metadata", urls.metadata(ctx.request()));
  }
}
