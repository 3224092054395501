package dev.gatehouse.mcp.era;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The counting alone: many threads, many users, and a clock that jumps. */
class CallRateTest {
  private final MovableClock clock = MovableClock.stopped();

  @Test
  void lets_no_more_pass_to_many_threads_at_once() {
    var rate = new CallRate(1_000, clock);
    var passed = new AtomicInteger();
    IntStream.range(0, 20_000).parallel().forEach(i -> {
      if (rate.allows("alice", "echo")) {
        passed.incrementAndGet();
      }
    });
    assertThat(passed).hasValue(1_000);
  }

  @Test
  void is_not_outwitted_by_threads_that_read_the_clock_a_little_earlier() {
    var rate = new CallRate(1_000, Clock.systemUTC());
    var passed = new AtomicInteger();
    IntStream.range(0, 20_000).parallel().forEach(i -> {
      if (rate.allows("alice", "echo")) {
        passed.incrementAndGet();
      }
    });
    assertThat(passed.get()).isLessThan(2_500);
  }

  @Test
  void passes_as_many_as_it_says_over_a_longer_time() {
    var rate = new CallRate(10, clock);
    int passed = 0;
    for (int millis = 0; millis < 10_000; millis++) {
      clock.advance(Duration.ofMillis(1));
      passed += rate.allows("alice", "echo") ? 1 : 0;
    }
    assertThat(passed).isBetween(105, 110); // a second's worth at once, and ten seconds
  }

  @Test
  void makes_nobody_wait_for_a_clock_that_was_set_back() {
    var rate = new CallRate(1, clock);
    assertThat(rate.allows("alice", "echo")).isTrue();
    clock.advance(Duration.ofHours(-1));
    assertThat(rate.allows("alice", "echo")).isTrue();
    assertThat(rate.allows("alice", "echo")).isFalse();
  }

  @Test
  void forgets_who_has_not_called_for_two_seconds() {
    var rate = new CallRate(1, clock);
    for (int i = 0; i < 20_000; i++) {
      assertThat(rate.allows("user-" + i, "echo")).isTrue();
    }
    assertThat(rate.allows("one-too-many", "echo")).isFalse();
    clock.advance(Duration.ofSeconds(2));
    assertThat(rate.allows("one-too-many", "echo")).isTrue();
  }

  @Test
  void limits_nothing_where_it_is_off() {
    assertThat(
            IntStream.range(0, 100_000).allMatch(i -> CallRate.UNLIMITED.allows("alice", "echo")))
        .isTrue();
  }
}
