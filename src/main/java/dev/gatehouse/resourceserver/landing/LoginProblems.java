package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.QuotedText;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.page.ErrorPages;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** Says on a page why a login from here did not come about, and what to do. */
final class LoginProblems {
  private static final String AGAIN = "Go back to the start page and log in again.";

  private final Pages pages;
  private final Decisions decisions;
  private final String issuer;
  private final Secrets secrets;

  LoginProblems(Pages pages, Decisions decisions, String issuer, Secrets secrets) {
    this.pages = pages;
    this.decisions = decisions;
    this.issuer = issuer;
    this.secrets = secrets;
  }

  void refused(RoutingContext context, Cause cause, int status, String happened) {
    answer(context, cause, status, happened, AGAIN, List.of());
  }

  void noAuthorizationServer(RoutingContext context) {
    answer(
        context,
        Cause.LOGIN_FAILED,
        502,
        "The authorization server cannot be reached, or its metadata is not that of its issuer.",
        "Start it, or correct the issuer that this server trusts (AUTHORIZATION_SERVER_URL), then try again.",
        List.of(row("Issuer", issuer)));
  }

  /** What the authorization server answered instead of a code, RFC 6749 §4.1.2.1. */
  OAuthException answered(Params params) {
    boolean denied = params.optional("error").filter("access_denied"::equals).isPresent();
    return denied
        ? OAuthException.of(
            OAuthError.ACCESS_DENIED, Cause.CONSENT_DENIED, "You said no, and nothing was given.")
        : OAuthException.invalidRequest(
            Cause.LOGIN_FAILED, "The authorization server refused the request.");
  }

  /** Words of our own for all: what a server or a library says goes into the details. */
  void failed(RoutingContext context, Params params, Throwable failure) {
    if (failure instanceof OAuthException known) {
      answer(context, known.cause(), 400, known.description(), AGAIN, details(params));
    } else {
      answer(
          context,
          Cause.LOGIN_FAILED,
          502,
          "The authorization server gave no token for the code.",
          AGAIN,
          List.of(
              row("Issuer", issuer),
              row("It said", QuotedText.sentence(String.valueOf(failure.getMessage())))));
    }
  }

  private void answer(
      RoutingContext context,
      Cause cause,
      int status,
      String happened,
      String todo,
      List<Map<String, Object>> details) {
    String id = secrets.next(6);
    decisions
        .refused(Step.LOGIN, cause)
        .client(LoginClient.CLIENT_ID)
        .because(happened)
        .detail("id", id)
        .announce();
    pages.answer(
        context,
        status,
        "error",
        Map.of(
            "id",
            id,
            "inConsole",
            ErrorPages.inConsole(context, id),
            "place",
            "resource server",
            "title",
            "The login did not finish",
            "happened",
            happened,
            "todo",
            todo,
            "details",
            details,
            "backUrl",
            "/"));
  }

  private static List<Map<String, Object>> details(Params params) {
    return List.of("error", "error_description", "iss").stream()
        .filter(params::has)
        .map(name -> row(name, QuotedText.sentence(String.join(", ", params.all(name)))))
        .toList();
  }

  private static Map<String, Object> row(String label, String value) {
    return Map.of("label", label, "value", value);
  }
}
