package dev.gatehouse.resourceserver.gate;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.RequestLine;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.http.limit.RequestRoom;
import dev.gatehouse.http.page.ErrorPages;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets a request pass that carries a token which was checked, RFC 6750, and may be used by its sender, RFC 9449; refuses all others, and says where to get one. Mount it before the
 * {@code BodyHandler}: a request that is refused has its body thrown away unread.
 */
public final class BearerGate implements Handler<RoutingContext> {
  private static final String TOKEN = "gatehouse.access_token";
  private static final CharSequence WWW_AUTHENTICATE =
      HttpHeaders.createOptimized("WWW-Authenticate");

  private final Function<String, Future<AccessToken>> verifier;
  private final SenderConstraint possession;
  private final Challenges challenges;
  private final Scopes required;
  private final Decisions decisions;

  /**
   * The verifier fails with an {@link OAuthException}: {@code invalid_token}, or {@code temporarily_unavailable} while no key is known. The
   * required scopes are needed for every request.
   */
  public BearerGate(
      Function<String, Future<AccessToken>> verifier,
      SenderConstraint possession,
      Challenges challenges,
      Scopes required,
      Decisions decisions) {
    this.verifier = verifier;
    this.possession = possession;
    this.challenges = challenges;
    this.required = required;
    this.decisions = decisions;
  }

  /** The checked token of a request that came through the gate. */
  public static AccessToken tokenOf(RoutingContext ctx) {
    AccessToken token = ctx.get(TOKEN);
    return Objects.requireNonNull(token, "the route is not behind the gate");
  }

  @Override
  public void handle(RoutingContext ctx) {
    try {
      Optional<TokenCredentials> sent = TokenCredentials.read(ctx.request());
      if (sent.isPresent()) {
        check(ctx, verified(ctx, sent.get()));
      } else {
        challenge(ctx);
      }
    } catch (OAuthException refusal) {
      refuse(ctx, refusal);
    }
  }

  // The token first: who has none that is good makes nobody check a signature by a key of his own.
  private Future<AccessToken> verified(RoutingContext ctx, TokenCredentials sent) {
    return verifier.apply(sent.token()).compose(token -> possession.check(ctx, sent, token));
  }

  // Known keys answer at once. Where they are fetched first, the body waits in the socket, else it
  // would be lost before the BodyHandler listens.
  private void check(RoutingContext ctx, Future<AccessToken> verdict) {
    if (verdict.isComplete()) {
      conclude(ctx, verdict);
    } else {
      ctx.request().pause();
      verdict.onComplete(checked -> {
        conclude(ctx, verdict);
        ctx.request().resume();
      });
    }
  }

  private void conclude(RoutingContext ctx, Future<AccessToken> verdict) {
    if (verdict.succeeded()) {
      admit(ctx, verdict.result());
    } else if (verdict.cause() instanceof OAuthException refusal) {
      refuse(ctx, refusal);
    } else {
      ctx.fail(verdict.cause());
    }
  }

  private void admit(RoutingContext ctx, AccessToken token) {
    if (token.scopes().containsAll(required)) {
      joinLogLines(ctx);
      decisions
          .granted(Step.TOKEN_CHECK)
          .client(token.clientId())
          .subject(token.subject())
          .scopes(token.scopes())
          .announce();
      ctx.put(TOKEN, token);
      RequestRoom.countFor(ctx, token.subject());
      ctx.next();
    } else {
      refuseScopes(ctx, token);
    }
  }

  // A POST brings a message, and what becomes of that names the same client and subject.
  private static void joinLogLines(RoutingContext ctx) {
    if (ctx.request().method().equals(HttpMethod.POST)) {
      RequestLine line = RequestLine.begin();
      ctx.addEndHandler(ended -> line.end());
    }
  }

  private void challenge(RoutingContext ctx) {
    decisions
        .noted(Step.CHALLENGE, Cause.TOKEN_MISSING)
        .detail("path", ctx.request().path())
        .because("no token")
        .announce();
    ctx.response().putHeader(WWW_AUTHENTICATE, challenges.noToken(ctx));
    if (!ErrorPages.answered(ctx, 401, "connect", Map.of("mcp", challenges.mcpUrl(ctx)))) {
      JsonAnswer.error(ctx, 401, "unauthorized", TokenCredentials.absence(ctx.request()));
    }
  }

  private void refuse(RoutingContext ctx, OAuthException refusal) {
    OAuthError error = refusal.error();
    decisions.refused(Step.TOKEN_CHECK, refusal).announce();
    if (error == OAuthError.TEMPORARILY_UNAVAILABLE) {
      ctx.response().putHeader(HttpHeaders.RETRY_AFTER, "2");
    } else {
      ctx.response()
          .putHeader(WWW_AUTHENTICATE, challenges.refused(ctx, error, refusal.description()));
    }
    answer(ctx, error, refusal.description());
  }

  private void refuseScopes(RoutingContext ctx, AccessToken token) {
    Scopes missing = required.minus(token.scopes());
    String description = "every request needs the scope " + missing;
    decisions
        .refused(Step.SCOPE_CHECK, Cause.SCOPE_MISSING)
        .client(token.clientId())
        .subject(token.subject())
        .scopes(missing, token.scopes())
        .because("scope is missing")
        .announce();
    ctx.response()
        .putHeader(
            WWW_AUTHENTICATE,
            challenges.insufficientScope(ctx, required, token.scopes(), description));
    answer(ctx, OAuthError.INSUFFICIENT_SCOPE, description);
  }

  // RFC 9449 §7.1: at a resource server a proof is a credential.
  private static int status(OAuthError error) {
    return switch (error) {
      case INVALID_DPOP_PROOF, USE_DPOP_NONCE -> 401;
      default -> error.status();
    };
  }

  private static void answer(RoutingContext ctx, OAuthError error, String description) {
    JsonAnswer.send(
        ctx,
        status(error),
        new JsonObject().put("error", error.code()).put("error_description", description));
  }
}
