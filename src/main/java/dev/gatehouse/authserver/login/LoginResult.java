package dev.gatehouse.authserver.login;

import dev.gatehouse.oauth.Cause;
import java.time.Duration;

/**
 * Why an attempt to log in is refused.
 *
 * @param outcome of it
 * @param pause how long until it is worth to try again; zero where that is now
 */
record LoginResult(Outcome outcome, Duration pause) {
  static final LoginResult WRONG = new LoginResult(Outcome.WRONG, Duration.ZERO);
  static final LoginResult BUSY = new LoginResult(Outcome.BUSY, Duration.ofSeconds(2));

  enum Outcome {
    /** The password is not the user's, or nobody has the name. */
    WRONG("wrong password"),
    /** Too many wrong passwords for the name; this one was not looked at. */
    NAME_MUST_WAIT("too many wrong passwords for this name"),
    /** Too many wrong passwords from the address; this one was not looked at. */
    ADDRESS_MUST_WAIT("too many wrong passwords from this address"),
    /** Too many passwords wait to be checked; this one was not looked at. */
    BUSY("too many logins at once");

    private final String reason;

    Outcome(String reason) {
      this.reason = reason;
    }

    /** Why the login is refused. */
    Cause cause() {
      return this == WRONG ? Cause.PASSWORD_WRONG : Cause.LOGIN_THROTTLED;
    }

    /** For the log. */
    String reason() {
      return reason;
    }
  }
}
