package dev.gatehouse.authserver.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.authserver.identity.AuthenticatedUser;
import dev.gatehouse.authserver.identity.Passwords;
import dev.gatehouse.authserver.login.LoginGuard.LoginCheck;
import dev.gatehouse.authserver.login.LoginResult.Outcome;
import dev.gatehouse.authserver.login.LoginThrottle.Admission;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.model.UserSettings;
import dev.gatehouse.testing.MovableClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How guesses are counted for names and addresses, and how many passwords may wait: what one computer cannot show over HTTP. */
class LoginThrottleRulesTest {
  private final MovableClock clock = new MovableClock();
  private final LoginThrottle throttle = new LoginThrottle(clock);

  @Test
  void leaves_the_owner_alone_who_comes_from_another_address() {
    assertThat(guesses(30, "alice", "192.0.2.1")).isEqualTo(15);
    assertThat(verdict("alice", "192.0.2.2")).isEqualTo(LoginResult.WRONG);
  }

  @Test // M-15
  void counts_a_name_over_all_addresses() {
    int looked =
        IntStream.range(0, 1000).map(i -> guesses(1, "alice", "address " + i)).sum();
    assertThat(looked).isEqualTo(50);
    LoginResult verdict = verdict("alice", "a new address");
    assertThat(verdict.outcome()).isEqualTo(Outcome.NAME_MUST_WAIT);
    assertThat(verdict.pause()).isLessThanOrEqualTo(Duration.ofSeconds(15));
    clock.advance(verdict.pause());
    assertThat(verdict("alice", "a new address")).isEqualTo(LoginResult.WRONG);
  }

  @Test
  void counts_an_address_over_all_names() {
    int looked =
        IntStream.range(0, 1000).map(i -> guesses(1, "user" + i, "192.0.2.1")).sum();
    assertThat(looked).isEqualTo(100);
    LoginResult verdict = verdict("bob", "192.0.2.1");
    assertThat(verdict.outcome()).isEqualTo(Outcome.ADDRESS_MUST_WAIT);
    assertThat(verdict.pause()).isLessThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(verdict("bob", "192.0.2.2")).isEqualTo(LoginResult.WRONG);
  }

  @Test
  void counts_no_right_password() {
    var attempt = new LoginAttempt("alice", "192.0.2.1");
    for (int i = 0; i < 1000; i++) {
      Admission admission = throttle.begin(attempt);
      assertThat(admission.verdict()).isEqualTo(LoginResult.WRONG);
      throttle.succeed(attempt, admission);
    }
  }

  @Test // nobody buys guesses at a name by logging in under another
  void forgets_the_mistakes_of_the_user_only_who_logged_in() {
    guesses(15, "alice", "192.0.2.1");
    var mallory = new LoginAttempt("mallory", "192.0.2.1");
    throttle.succeed(mallory, throttle.begin(mallory));
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
    LoginResult verdict = verdict("alice", "192.0.2.1");
    assertThat(verdict.pause()).isLessThanOrEqualTo(Duration.ofSeconds(30));
  }

  @Test // CWE-400, CWE-770
  void lets_eighty_passwords_of_strangers_wait_and_keeps_places_for_those_who_are_known() {
    Vertx vertx = Vertx.vertx();
    try {
      var users = new Passwords(
          List.of(new UserSettings("alice", "password123", "operator", true)),
          vertx.createSharedWorkerExecutor("passwords", 2),
          2,
          new Secrets(new SecureRandom()));
      var guard = new LoginGuard(users, throttle);
      // Nobody's password is checked before the users are prepared.
      List<Future<LoginCheck>> waiting = IntStream.range(0, 80)
          .mapToObj(i -> guard.check(new LoginAttempt("user" + i, "address " + i), "x"))
          .toList();
      var accepted = new LoginCheck.Accepted(new AuthenticatedUser("alice", "operator"));
      var alice = new LoginAttempt("alice", "192.0.2.1");
      assertThat(guard.check(alice, "password123").result())
          .isEqualTo(new LoginCheck.Refused(LoginResult.BUSY));
      Future<LoginCheck> known = guard.check(alice.with("her browser"), "password123");
      assertThat(known.isComplete()).isFalse();
      users.prepare();
      assertThat(known.await()).isEqualTo(accepted);
      waiting.forEach(
          one -> assertThat(one.await()).isEqualTo(new LoginCheck.Refused(LoginResult.WRONG)));
      assertThat(guard.check(alice, "password123").await()).isEqualTo(accepted);
    } finally {
      vertx.close().await();
    }
  }

  @Test // CWE-645: eighty addresses would have to share in it
  void keeps_tries_for_an_address_that_has_not_failed() {
    for (int second = 0; second < 3600; second++) {
      for (int address = 0; address < 6; address++) {
        verdict("alice", "192.0.2." + address);
      }
      if (second % 60 == 0) {
        var alice = new LoginAttempt("alice", "198.51.100." + second);
        Admission admission = throttle.begin(alice);
        assertThat(admission.verdict()).isEqualTo(LoginResult.WRONG);
        throttle.succeed(alice, admission);
      }
      clock.advance(Duration.ofSeconds(1));
    }
  }

  @Test // CWE-307: however many they are
  void looks_at_50_guesses_of_all_strangers_at_once_and_360_in_an_hour() {
    int looked = 0;
    for (int second = 0; second <= 3600; second++) {
      for (int address = 0; address < 5; address++) {
        looked += guesses(1, "alice", "stranger " + second + ' ' + address);
      }
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(looked).isBetween(400, 412);
  }

  @Test // and of a browser that was stolen
  void looks_at_10_guesses_of_a_known_browser_at_once_and_180_in_an_hour() {
    int looked = 0;
    exhaust("alice");
    var stolen = new LoginAttempt("alice", "192.0.2.1", "her browser");
    for (int second = 0; second <= 3600; second++) {
      exhaust("alice");
      looked += throttle.begin(stolen).verdict().equals(LoginResult.WRONG) ? 1 : 0;
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(looked).isBetween(185, 195);
  }

  @Test
  void knows_the_latest_twenty_addresses_of_a_user_for_thirty_days() {
    for (int i = 0; i < 21; i++) {
      var alice = new LoginAttempt("alice", "192.0.2." + i);
      throttle.succeed(alice, throttle.begin(alice));
    }
    assertThat(throttle.knows(new LoginAttempt("alice", "192.0.2.0"))).isFalse();
    assertThat(throttle.knows(new LoginAttempt("alice", "192.0.2.20"))).isTrue();
    assertThat(throttle.knows(new LoginAttempt("bob", "192.0.2.20"))).isFalse();
    clock.advance(Duration.ofDays(30));
    assertThat(throttle.knows(new LoginAttempt("alice", "192.0.2.20"))).isFalse();
  }

  @Test // CWE-770: a user with any number of known browsers takes no other's place
  void keeps_four_places_for_a_user_and_two_of_them_for_a_browser() {
    var queue = new LoginQueue();
    for (int i = 0; i < 80; i++) {
      assertThat(queue.enter(new LoginAttempt("user", "address " + i), false)).isPresent();
    }
    var taken = IntStream.range(0, 30)
        .mapToObj(i -> queue.enter(new LoginAttempt("bob", "there", "browser " + i / 3), true))
        .flatMap(Optional::stream)
        .toList();
    assertThat(taken).hasSize(4);
    assertThat(queue.enter(new LoginAttempt("alice", "there", "a"), true)).isPresent();
    taken.forEach(queue::leave);
    assertThat(queue.enter(new LoginAttempt("bob", "there", "browser 1"), true)).isPresent();
  }

  @Test
  void lets_twenty_passwords_of_one_address_wait() {
    var queue = new LoginQueue();
    long places = IntStream.range(0, 50)
        .mapToObj(i -> queue.enter(new LoginAttempt("user" + i, "192.0.2.1"), false))
        .flatMap(Optional::stream)
        .count();
    assertThat(places).isEqualTo(20);
  }

  private void exhaust(String user) {
    for (int i = 0; i < 3; i++) {
      verdict(user, "192.0.2.1");
    }
  }

  private LoginResult verdict(String user, String address) {
    return throttle.begin(new LoginAttempt(user, address)).verdict();
  }

  /** How many of the guesses are looked at. */
  private int guesses(int times, String user, String address) {
    return (int) IntStream.range(0, times)
        .mapToObj(i -> verdict(user, address))
        .filter(LoginResult.WRONG::equals)
        .count();
  }
}
