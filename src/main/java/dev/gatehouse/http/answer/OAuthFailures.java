package dev.gatehouse.http.answer;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.QuotedText;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.limit.RequestLimits;
import dev.gatehouse.http.page.ErrorPages;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.challenge.WwwAuthenticate;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders every failure of an endpoint that programs call as the JSON of RFC 6749 §5.2, and announces it. */
public final class OAuthFailures implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(OAuthFailures.class);

  private static final String CONCERN = "gatehouse.concern";

  private record Concern(Step step, String client) {}

  private final Decisions decisions;
  private final Step step;
  private final Secrets secrets;

  public OAuthFailures(Decisions decisions, Step step, Secrets secrets) {
    this.decisions = decisions;
    this.step = step;
    this.secrets = secrets;
  }

  /** Tells which step and client a later failure of the request belongs to; the client may be claimed only. */
  public static void concerning(RoutingContext ctx, Step step, String client) {
    ctx.put(CONCERN, new Concern(step, client));
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (ctx.response().ended()) {
      return;
    }
    Throwable failure = ctx.failure();
    if (failure instanceof OAuthException refusal) {
      refuse(ctx, refusal, refusal.error().status());
    } else if (failure instanceof HttpException || ctx.statusCode() < 500) {
      int status = failure instanceof HttpException http ? http.getStatusCode() : ctx.statusCode();
      refuse(
          ctx, OAuthException.invalidRequest(Cause.REQUEST_MALFORMED, description(status)), status);
    } else {
      String id = secrets.next(6);
      LOG.error("unexpected failure id={}", id, QuotedText.failure(failure));
      refuse(
          ctx,
          OAuthException.of(
              OAuthError.SERVER_ERROR,
              Cause.SERVER_FAILED,
              "something went wrong here; log id " + id),
          500);
    }
  }

  private void refuse(RoutingContext ctx, OAuthException refusal, int status) {
    OAuthError error = refusal.error();
    Concern concern = ctx.get(CONCERN, new Concern(step, ""));
    decisions
        .refused(
            error == OAuthError.INVALID_CLIENT ? Step.CLIENT_AUTHENTICATION : concern.step(),
            refusal)
        .client(concern.client())
        .announce();
    challenge(ctx, error);
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (ErrorPages.answered(ctx, status, refusal.description())) {
      return;
    }
    JsonAnswer.send(
        ctx,
        status,
        new JsonObject()
            .put("error", error.code())
            .put("error_description", refusal.description()));
  }

  private static void challenge(RoutingContext ctx, OAuthError error) {
    boolean authorized = ctx.request().headers().contains(HttpHeaders.AUTHORIZATION);
    if (error == OAuthError.INVALID_TOKEN) {
      // RFC 6750 §3.1: no code for a request that brought no token.
      String code = authorized ? error.code() : "";
      var bearer = WwwAuthenticate.bearer().with("realm", "gatehouse").with("error", code);
      ctx.response().putHeader("WWW-Authenticate", bearer.toString());
    } else if (error.status() == 401 && authorized) {
      // RFC 6749 §5.2: the challenge answers the scheme that was used.
      ctx.response().putHeader("WWW-Authenticate", "Basic realm=\"gatehouse\"");
    }
  }

  private static String description(int status) {
    return switch (status) {
      case 413 -> "the body is longer than the " + RequestLimits.FORM + " bytes that are read";
      case 405 -> "this method is not served here";
      case 415 -> "this content type is not served here";
      default -> "the body is malformed; in a form two hexadecimal digits come after each '%'";
    };
  }
}
