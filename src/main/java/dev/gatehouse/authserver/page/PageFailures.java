package dev.gatehouse.authserver.page;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.QuotedText;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.page.ErrorPages;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders every failure of an endpoint that browsers open as a page, and announces it; page and log line carry the same id. */
public final class PageFailures implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(PageFailures.class);

  private final Pages pages;
  private final Decisions decisions;
  private final Step step;
  private final Secrets secrets;

  public PageFailures(Pages pages, Decisions decisions, Step step, Secrets secrets) {
    this.pages = pages;
    this.decisions = decisions;
    this.step = step;
    this.secrets = secrets;
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (ctx.response().ended()) {
      return;
    }
    String id = secrets.next(6);
    PageFault fault = fault(ctx);
    if (fault.status() >= 500) {
      LOG.error("unexpected failure id={}", id, QuotedText.failure(ctx.failure()));
    }
    decisions
        .refused(step, fault.cause())
        .because(fault.reason())
        .detail("id", id)
        .detail("registered", fault.registered())
        .announce();
    pages.answer(ctx, fault.status(), "error", fault.model(id, ErrorPages.inConsole(ctx, id)));
  }

  /** What the page of any failure says; nothing of a mistake of ours (CWE-209). */
  static PageFault fault(RoutingContext ctx) {
    Throwable failure = ctx.failure();
    if (failure instanceof PageFault fault) {
      return fault;
    }
    if (failure instanceof OAuthException refusal) {
      return malformed(
          refusal.cause(),
          refusal.error().status(),
          refusal.description(),
          refusal.error().source());
    }
    int status = failure instanceof HttpException http ? http.getStatusCode() : ctx.statusCode();
    if (failure instanceof HttpException || status < 500) {
      return malformed(Cause.REQUEST_MALFORMED, status, happened(status), "");
    }
    return new PageFault(
        Cause.SERVER_FAILED,
        500,
        "Something went wrong here",
        "This server failed, not you.",
        "Try again; if it stays so, report the error id.",
        "");
  }

  private static String happened(int status) {
    return switch (status) {
      case 405 -> "This address is opened with GET, or takes its form with POST; no other method.";
      case 413 -> "What was sent is too large.";
      case 415 -> "What was sent is of a kind that is not taken here: send a form.";
      default -> "The request is malformed.";
    };
  }

  private static PageFault malformed(Cause cause, int status, String happened, String rule) {
    return new PageFault(
        cause,
        status,
        "This request cannot continue",
        happened,
        "Go back to the client and start again from there.",
        rule);
  }
}
