package dev.gatehouse.authserver.login;

import java.time.Duration;

/**
 * How the login form is shown: for the first time, or again and why.
 *
 * @param status of the answer
 * @param user the name that stands in the form already
 * @param failed whether name or password was wrong
 * @param message why it is shown again, unless they were wrong; may be empty
 * @param pause the value of {@code Retry-After} (RFC 9110 §10.2.3); zero for none
 */
record LoginPrompt(int status, String user, boolean failed, String message, Duration pause) {
  static LoginPrompt first(LoginPurpose occasion) {
    return new LoginPrompt(200, occasion.hint(), false, "", Duration.ZERO);
  }

  static LoginPrompt stale(LoginPurpose occasion) {
    String message = "The form was out of date: log in again.";
    return new LoginPrompt(403, occasion.hint(), false, message, Duration.ZERO);
  }

  static LoginPrompt after(LoginResult verdict, String user) {
    String again = " Try again in " + inWords(verdict.pause()) + '.';
    return switch (verdict.outcome()) {
      case WRONG -> new LoginPrompt(200, user, true, "", verdict.pause());
      case NAME_MUST_WAIT -> // RFC 6585 §4
        later(429, user, "Too many wrong passwords for this name." + again, verdict);
      case ADDRESS_MUST_WAIT ->
        later(429, user, "Too many wrong passwords from your address." + again, verdict);
      case BUSY ->
        later(
            503,
            user,
            "Too many people are logging in just now: your password was not looked at. Try again in a moment.",
            verdict);
    };
  }

  /** Whole seconds, after which the wait is over for certain. */
  long pauseSeconds() {
    return seconds(pause);
  }

  private static LoginPrompt later(int status, String user, String message, LoginResult verdict) {
    return new LoginPrompt(status, user, false, message, verdict.pause());
  }

  private static String inWords(Duration wait) {
    return seconds(wait) == 1 ? "1 second" : seconds(wait) + " seconds";
  }

  private static long seconds(Duration wait) {
    return wait.plusNanos(999_999_999).toSeconds();
  }
}
