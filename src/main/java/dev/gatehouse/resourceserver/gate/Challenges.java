package dev.gatehouse.resourceserver.gate;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.challenge.WwwAuthenticate;
import dev.gatehouse.resourceserver.metadata.ResourceUrls;
import dev.gatehouse.token.dpop.DpopProofKey;
import io.vertx.ext.web.RoutingContext;

/**
 * The {@code WWW-Authenticate} values of the gate: what is wrong, which scopes to ask for, and where the metadata stands; RFC 6750 §3 with
 * the {@code resource_metadata} of RFC 9728 §5.1. One challenge an answer, since many clients read the first only: of the DPoP scheme (RFC
 * 9449 §7.1) where the request used it or should have, else of the Bearer scheme.
 */
public final class Challenges {
  private static final String IN_DPOP = "gatehouse.challenge_in_dpop";
  private static final String ALGORITHMS = String.join(" ", DpopProofKey.ALGORITHMS);

  private final ResourceUrls urls;
  private final Scopes first;
  private final boolean dpopRequired;

  /** The first scopes are those that a client without a token is told to ask for. */
  public Challenges(ResourceUrls urls, Scopes first, boolean dpopRequired) {
    this.urls = urls;
    this.first = first;
    this.dpopRequired = dpopRequired;
  }

  /** From now on the request is told of its faults in the DPoP scheme: it should have used it. */
  static void inDpop(RoutingContext ctx) {
    ctx.put(IN_DPOP, true);
  }

  /** The MCP endpoint as the request spells this server. */
  String mcpUrl(RoutingContext ctx) {
    return ServerEndpoint.MCP.at(urls.origin(ctx.request()));
  }

  /** For a request that carries no token: no {@code error}, RFC 6750 §3.1. */
  String noToken(RoutingContext ctx) {
    return complete(ctx, pointer(ctx).with("scope", first.toString()));
  }

  /** For a token, or a way to send it, that does not pass. */
  public String refused(RoutingContext ctx, OAuthError error, String description) {
    return complete(
        ctx,
        pointer(ctx)
            .with("scope", first.toString())
            .with("error", error.code())
            .with("error_description", description));
  }

  /**
   * For a good token without the scope. Names what is held besides what is needed: clients of the 1.x SDK ask for just these scopes, and
   * would lose the others (MCP 2025-11-25 authorization, "Scope Challenge Handling"). Never names {@code offline_access}, which other
   * servers write into a token: it is no right here.
   */
  public String insufficientScope(
      RoutingContext ctx, Scopes needed, Scopes held, String description) {
    return complete(
        ctx,
        scheme(ctx)
            .with("error", OAuthError.INSUFFICIENT_SCOPE.code())
            .with("scope", held.minus(Scopes.OFFLINE_ACCESS).plus(needed).toString())
            .with("resource_metadata", urls.metadata(ctx.request()))
            .with("error_description", description));
  }

  private WwwAuthenticate pointer(RoutingContext ctx) {
    return scheme(ctx).with("resource_metadata", urls.metadata(ctx.request()));
  }

  private WwwAuthenticate scheme(RoutingContext ctx) {
    return isInDpop(ctx) ? WwwAuthenticate.dpop() : WwwAuthenticate.bearer();
  }

  private String complete(RoutingContext ctx, WwwAuthenticate challenge) {
    return challenge.with("algs", isInDpop(ctx) ? ALGORITHMS : "").toString();
  }

  private boolean isInDpop(RoutingContext ctx) {
    return dpopRequired || ctx.get(IN_DPOP) != null || TokenCredentials.triesDpop(ctx.request());
  }
}
