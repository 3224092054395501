package dev.gatehouse.authserver.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.authserver.identity.AuthenticatedUser;
import dev.gatehouse.authserver.identity.Authenticator;
import dev.gatehouse.authserver.identity.UserCredentials;
import dev.gatehouse.authserver.login.LoginGuard.LoginCheck;
import dev.gatehouse.testing.MovableClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An authenticator that an embedder brings: what stands in front of it, whatever it does. */
class LoginGuardTest {
  private static final AuthenticatedUser CAROL = new AuthenticatedUser("carol", "operator");

  /** Answers when it is told to. */
  private static final class SlowDirectory implements Authenticator {
    private final List<Promise<Optional<AuthenticatedUser>>> asked = new ArrayList<>();

    @Override
    public Future<Optional<AuthenticatedUser>> authenticate(UserCredentials credentials) {
      Promise<Optional<AuthenticatedUser>> answer = Promise.promise();
      asked.add(answer);
      return answer.future();
    }

    @Override
    public int concurrency() {
      return 2;
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final SlowDirectory directory = new SlowDirectory();
  private final LoginGuard guard = guard(directory);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void asks_no_more_at_once_than_it_takes() {
    List<Future<LoginCheck>> attempts =
        List.of(attempt("carol"), attempt("mallory"), attempt("carol"));
    assertThat(directory.asked).hasSize(2);
    directory.asked.get(1).complete(Optional.empty());
    assertThat(directory.asked).hasSize(3);
    directory.asked.get(0).complete(Optional.of(CAROL));
    directory.asked.get(2).complete(Optional.of(CAROL));
    assertThat(attempts)
        .extracting(Future::result)
        .containsExactly(
            new LoginCheck.Accepted(CAROL),
            new LoginCheck.Refused(LoginResult.WRONG),
            new LoginCheck.Accepted(CAROL));
  }

  @Test
  void goes_on_after_one_that_failed_or_threw() {
    attempt("carol");
    attempt("carol");
    Future<LoginCheck> third = attempt("carol");
    directory.asked.get(0).fail("the directory does not answer");
    directory.asked.get(2).complete(Optional.of(CAROL));
    assertThat(third.result()).isEqualTo(new LoginCheck.Accepted(CAROL));

    LoginGuard broken = guard(credentials -> {
      throw new IllegalStateException("broken");
    });
    for (int i = 0; i < 15; i++) {
      assertThat(broken.check(new LoginAttempt("carol", "192.0.2.1"), "x").failed())
          .isTrue();
    }
    assertThat(broken.check(new LoginAttempt("carol", "192.0.2.1"), "x").result())
        .isInstanceOf(LoginCheck.Refused.class);
  }

  @Test
  void answers_on_the_event_loop_that_asked() {
    Context loop = vertx.getOrCreateContext();
    Promise<Context> answered = Promise.promise();
    Promise<Void> asked = Promise.promise();
    loop.runOnContext(here -> {
      attempt("carol").onComplete(done -> answered.complete(Vertx.currentContext()));
      asked.complete();
    });
    asked.future().await();
    directory.asked.get(0).complete(Optional.of(CAROL));
    assertThat(answered.future().await()).isSameAs(loop);
  }

  private static LoginGuard guard(Authenticator authenticator) {
    return new LoginGuard(authenticator, new LoginThrottle(new MovableClock()));
  }

  private Future<LoginCheck> attempt(String user) {
    return guard.check(new LoginAttempt(user, "192.0.2.1"), "secret");
  }
}
