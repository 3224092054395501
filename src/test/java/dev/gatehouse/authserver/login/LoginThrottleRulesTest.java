package dev.gatehouse.authserver.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.authserver.login.Verdict.Outcome;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.settings.UserSettings;
import dev.gatehouse.testing.MovableClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How guesses are counted for names and addresses, and how many passwords may wait: what one computer cannot show over HTTP. */
class LoginThrottleRulesTest {
  private final MovableClock clock = new MovableClock();
  private final LoginThrottle throttle = new LoginThrottle(clock);

  @Test
  void leaves_the_owner_alone_who_comes_from_another_address() {
    assertThat(guesses(30, "alice", "192.0.2.1")).isEqualTo(15);
    assertThat(throttle.begin(new LoginAttempt("alice", "192.0.2.2"))).isEqualTo(Verdict.WRONG);
  }

  @Test // M-15
  void counts_a_name_over_all_addresses() {
    int looked =
        IntStream.range(0, 1000).map(i -> guesses(1, "alice", "address " + i)).sum();
    assertThat(looked).isEqualTo(50);
    Verdict verdict = throttle.begin(new LoginAttempt("alice", "a new address"));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NAME_MUST_WAIT);
    assertThat(verdict.pause()).isLessThanOrEqualTo(Duration.ofSeconds(10));
    clock.advance(verdict.pause());
    assertThat(throttle.begin(new LoginAttempt("alice", "a new address"))).isEqualTo(Verdict.WRONG);
  }

  @Test
  void counts_an_address_over_all_names() {
    int looked =
        IntStream.range(0, 1000).map(i -> guesses(1, "user" + i, "192.0.2.1")).sum();
    assertThat(looked).isEqualTo(100);
    Verdict verdict = throttle.begin(new LoginAttempt("bob", "192.0.2.1"));
    assertThat(verdict.outcome()).isEqualTo(Outcome.ADDRESS_MUST_WAIT);
    assertThat(verdict.pause()).isLessThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(throttle.begin(new LoginAttempt("bob", "192.0.2.2"))).isEqualTo(Verdict.WRONG);
  }

  @Test
  void counts_no_right_password() {
    var attempt = new LoginAttempt("alice", "192.0.2.1");
    for (int i = 0; i < 1000; i++) {
      assertThat(throttle.begin(attempt)).isEqualTo(Verdict.WRONG);
      assertThat(throttle.succeed(attempt)).isEqualTo(Verdict.RIGHT);
    }
  }

  @Test // nobody buys guesses at a name by logging in under another
  void forgets_the_mistakes_of_the_user_only_who_logged_in() {
    guesses(15, "alice", "192.0.2.1");
    var mallory = new LoginAttempt("mallory", "192.0.2.1");
    throttle.begin(mallory);
    throttle.succeed(mallory);
    assertThat(guesses(1, "alice", "192.0.2.1")).isZero();
  }

  @Test
  void gives_one_guess_back_after_each_pause_and_all_in_the_end() {
    guesses(15, "alice", "192.0.2.1");
    clock.advance(Duration.ofSeconds(20));
    assertThat(guesses(5, "alice", "192.0.2.1")).isEqualTo(1);
    clock.advance(Duration.ofMinutes(10));
    assertThat(guesses(30, "alice", "192.0.2.1")).isEqualTo(15);
  }

  @Test
  void keeps_nobody_waiting_longer_when_the_clock_was_set_back() {
    guesses(15, "alice", "192.0.2.1");
    clock.advance(Duration.ofHours(-3));
    Verdict verdict = throttle.begin(new LoginAttempt("alice", "192.0.2.1"));
    assertThat(verdict.pause()).isLessThanOrEqualTo(Duration.ofSeconds(20));
  }

  @Test // CWE-400, CWE-770
  void lets_a_hundred_passwords_wait_and_no_more() {
    Vertx vertx = Vertx.vertx();
    try {
      var users = new Users(
          List.of(new UserSettings("alice", "password123", "operator", true)),
          Map.of("operator", Scopes.of("mcp.read")),
          vertx.createSharedWorkerExecutor("passwords", 2),
          throttle,
          new Secrets(new SecureRandom()));
      // Nobody's password is checked before the users are prepared.
      List<Future<Verdict>> waiting = IntStream.range(0, 100)
          .mapToObj(i -> users.authenticate(new LoginAttempt("user" + i, "address " + i), "x"))
          .toList();
      var alice = new LoginAttempt("alice", "192.0.2.1");
      assertThat(users.authenticate(alice, "password123").result()).isEqualTo(Verdict.BUSY);
      users.prepare();
      waiting.forEach(one -> assertThat(one.await()).isEqualTo(Verdict.WRONG));
      assertThat(users.authenticate(alice, "password123").await()).isEqualTo(Verdict.RIGHT);
    } finally {
      vertx.close().await();
    }
  }

  /** How many of the guesses are looked at. */
  private int guesses(int times, String user, String address) {
    return (int) IntStream.range(0, times)
        .mapToObj(i -> throttle.begin(new LoginAttempt(user, address)))
        .filter(Verdict.WRONG::equals)
        .count();
  }
}
