package dev.gatehouse.authserver.login;

import dev.gatehouse.authserver.identity.AuthenticatedUser;
import dev.gatehouse.authserver.identity.Authenticator;
import dev.gatehouse.authserver.identity.UserCredentials;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * Stands between the login form and the {@link Authenticator}: limits guesses ({@link LoginThrottle}), and how many credentials wait to be
 * checked ({@link LoginQueue}). Names that nobody has are limited like any other.
 */
public final class LoginGuard {
  private static final int LONGEST_PASSWORD = 1024;
  private static final int SECONDS_TO_ANSWER = 30;

  private final Authenticator authenticator;
  private final LoginThrottle throttle;
  private final LoginQueue queue = new LoginQueue();
  private final LoginTurns turns;

  public LoginGuard(Authenticator authenticator, LoginThrottle throttle) {
    this.authenticator = authenticator;
    this.throttle = throttle;
    this.turns = new LoginTurns(authenticator.concurrency());
  }

  /** What became of an attempt. */
  sealed interface LoginCheck {
    /** The credentials are the user's. */
    record Accepted(AuthenticatedUser user) implements LoginCheck {}

    /** They are not, or were not looked at. */
    record Refused(LoginResult result) implements LoginCheck {}
  }

  /** Checks the password of the attempt, unless the attempt must wait. */
  Future<LoginCheck> check(LoginAttempt attempt, String password) {
    LoginResult early = throttle.peek(attempt);
    if (early.outcome() != LoginResult.Outcome.WRONG || password.length() > LONGEST_PASSWORD) {
      return refused(early);
    }
    return queue
        .enter(attempt, throttle.knows(attempt))
        .map(place -> inTurn(attempt, password).onComplete(done -> queue.leave(place)))
        .orElseGet(() -> refused(LoginResult.BUSY));
  }

  /** Whether somebody has the name. Not for strangers to learn. */
  boolean hasUser(String name) {
    return authenticator.hasUser(name);
  }

  // Answers in the context that asked, whoever ends the turn before.
  private Future<LoginCheck> inTurn(LoginAttempt attempt, String password) {
    Promise<LoginCheck> answer = Promise.promise();
    Context caller = Vertx.currentContext();
    turns.take(() -> Future.succeededFuture()
        .compose(turn -> looked(attempt, password))
        .onComplete(done -> {
          turns.end();
          if (caller == null) {
            answer.handle(done);
          } else {
            caller.runOnContext(here -> answer.handle(done));
          }
        }));
    return answer.future();
  }

  // Counted when its turn comes, before the password is looked at: of a thousand guesses sent at
  // once no more are looked at than one after the other.
  private Future<LoginCheck> looked(LoginAttempt attempt, String password) {
    LoginThrottle.Admission admission = throttle.begin(attempt);
    if (admission.verdict().outcome() != LoginResult.Outcome.WRONG) {
      return refused(admission.verdict());
    }
    return authenticator
        .authenticate(new UserCredentials(attempt.user(), password))
        .timeout(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
        .map(found -> {
          found.ifPresent(user -> throttle.succeed(attempt, admission));
          return found
              .<LoginCheck>map(LoginCheck.Accepted::new)
              .orElseGet(() -> new LoginCheck.Refused(LoginResult.WRONG));
        });
  }

  private static Future<LoginCheck> refused(LoginResult result) {
    return Future.succeededFuture(new LoginCheck.Refused(result));
  }
}
