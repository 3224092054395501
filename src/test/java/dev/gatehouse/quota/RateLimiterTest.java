package dev.gatehouse.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.quota.RateLimiter.WhenFull;
import dev.gatehouse.testing.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tries that are taken, given back, and come back by themselves. */
class RateLimiterTest {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final MovableClock clock = MovableClock.stopped();
  private final RateLimiter<String> limiter = new RateLimiter<>(3, PAUSE, clock);

  @Test
  void has_a_try_again_after_each_pause() {
    assertThat(acquired("ann", 5)).isEqualTo(3);
    assertThat(limiter.untilNext("ann")).isEqualTo(PAUSE);
    clock.advance(Duration.ofSeconds(4));
    assertThat(limiter.untilNext("ann")).isEqualTo(Duration.ofSeconds(6));
    clock.advance(Duration.ofSeconds(6));
    assertThat(acquired("ann", 5)).isEqualTo(1);
    assertThat(acquired("bob", 5)).isEqualTo(3);
  }

  @Test
  void prolongs_no_pause_by_what_is_asked_in_vain() {
    acquired("ann", 1_000);
    limiter.spend("ann");
    assertThat(limiter.untilNext("ann")).isEqualTo(PAUSE);
  }

  @Test
  void gives_back_one_or_all() {
    acquired("ann", 3);
    limiter.giveBack("ann");
    assertThat(acquired("ann", 3)).isEqualTo(1);
    limiter.giveBackAll("ann");
    assertThat(acquired("ann", 5)).isEqualTo(3);
    limiter.giveBackAll("ann");
    limiter.giveBack("ann");
    assertThat(acquired("ann", 5)).isEqualTo(3); // never more than all
  }

  @Test
  void lets_new_keys_in_when_it_is_full_or_refuses_them() {
    var forgets = new RateLimiter<Integer>(1, PAUSE, 100, WhenFull.FORGET, clock);
    var refuses = new RateLimiter<Integer>(1, PAUSE, 100, WhenFull.REFUSE, clock);
    for (int key = 0; key < 100; key++) {
      assertThat(forgets.tryAcquire(key)).isTrue();
      assertThat(refuses.tryAcquire(key)).isTrue();
    }
    assertThat(forgets.tryAcquire(100)).isTrue();
    assertThat(refuses.tryAcquire(100)).isFalse();
    assertThat(refuses.tryAcquire(0)).isFalse();
    clock.advance(PAUSE);
    assertThat(refuses.tryAcquire(100)).isTrue();
  }

  private int acquired(String key, int times) {
    int acquired = 0;
    for (int i = 0; i < times; i++) {
      acquired += limiter.tryAcquire(key) ? 1 : 0;
    }
    return acquired;
  }
}
