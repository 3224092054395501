package dev.gatehouse.testing;

import org.assertj.core.api.AbstractAssert;

/** What the tests say about answers. */
public final class ReplyAssert extends AbstractAssert<ReplyAssert, Reply> {
  private ReplyAssert(Reply actual) {
    super(actual, ReplyAssert.class);
  }

  public static ReplyAssert assertThat(Reply reply) {
    return new ReplyAssert(reply);
  }

  public ReplyAssert hasStatus(int status) {
    return holds(actual.status() == status, "status " + status);
  }

  /** The JSON of RFC 6749 §5.2, not cached. */
  public ReplyAssert isOAuthError(int status, String code) {
    hasStatus(status);
    holds(actual.header("Content-Type").equals("application/json"), "JSON");
    holds(actual.header("Cache-Control").contains("no-store"), "no-store");
    holds(!actual.json().getString("error_description", "").isEmpty(), "a description");
    return holds(actual.json().getString("error", "").equals(code), "error " + code);
  }

  /** A page that sends nobody anywhere. */
  public ReplyAssert isErrorPage() {
    holds(actual.status() >= 400 && actual.status() < 500, "a 4xx status");
    holds(actual.header("Content-Type").startsWith("text/html"), "a page");
    return holds(actual.header("Location").isEmpty(), "no redirect");
  }

  /** The client is told, RFC 6749 §4.1.2.1, with {@code iss} (RFC 9207) and without a code. */
  public ReplyAssert isRefusedToClient(String code) {
    holds(actual.status() == 303 || actual.status() == 302, "a redirect");
    holds(!actual.answer().containsKey("code"), "no code");
    holds(actual.answer().containsKey("iss"), "iss");
    return holds(actual.answer().getOrDefault("error", "").equals(code), "error=" + code);
  }

  /** A page that leads nobody anywhere by itself, and has the error for the client as a link; RFC 9700 §4.11.2. */
  public ReplyAssert offersTheWayBack(String code) {
    holds(actual.status() == 200 || actual.status() == 400, "status 200 or 400");
    holds(actual.header("Location").isEmpty(), "no redirect");
    holds(actual.header("Refresh").isEmpty(), "no refresh");
    holds(!actual.wayBack().containsKey("code"), "no code");
    holds(actual.wayBack().containsKey("iss"), "iss");
    return holds(actual.wayBack().getOrDefault("error", "").equals(code), "error=" + code);
  }

  public ReplyAssert isLoginPage() {
    return hasStatus(200)
        .holds(actual.html().selectFirst("input[type=password][name=password]") != null, "login");
  }

  public ReplyAssert isConsentPage() {
    return hasStatus(200)
        .holds(
            actual.html().selectFirst("button[name=decision][value=approve]") != null, "consent");
  }

  /** Neither in a redirect nor in the body. */
  public ReplyAssert hasNoCode() {
    return holds(!actual.header("Location").matches(".*[?&]code=.*"), "no code");
  }

  private ReplyAssert holds(boolean condition, String expected) {
    isNotNull();
    if (!condition) {
      throw failure("expected %s of%n%s", expected, actual);
    }
    return this;
  }
}
