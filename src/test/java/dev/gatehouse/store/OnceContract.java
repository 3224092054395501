package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Parallel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the contract about what a client brings once. */
public abstract class OnceContract extends UserContract {
  @Test
  void gives_a_pushed_request_to_one_of_all_who_take_it() {
    get(stores.pushedRequests().save(pushed("p")));
    List<Boolean> taken =
        Parallel.times(16, () -> get(stores.pushedRequests().take("p", "c")).isPresent());
    assertThat(taken.stream().filter(one -> one)).hasSize(1);
  }

  @Test
  void keeps_a_pushed_request_that_another_client_asks_for() {
    get(stores.pushedRequests().save(pushed("p")));
    assertThat(get(stores.pushedRequests().take("p", "other"))).isEmpty();
    assertThat(get(stores.pushedRequests().take("p", "c"))).contains(pushed("p"));
  }

  @Test // CWE-770
  void lets_no_sender_of_pushed_requests_crowd_out_another() {
    get(stores.pushedRequests().save(pushed("quiet", "one")));
    for (int i = 0; i < 50_000; i++) {
      get(stores.pushedRequests().save(pushed("p" + i, "flooder")));
    }
    assertThat(get(stores.pushedRequests().take("quiet", "c"))).isPresent();
    assertThat(get(stores.pushedRequests().take("p0", "c"))).isEmpty();
    assertThat(get(stores.pushedRequests().take("p49999", "c"))).isPresent();
  }

  @Test
  void lets_a_client_use_an_assertion_id_once_until_it_ends() {
    Instant end = start.plus(Duration.ofMinutes(5));
    List<Boolean> uses =
        Parallel.times(16, () -> get(stores.assertionIds().use("known", "jti", end)));
    assertThat(uses.stream().filter(fresh -> fresh)).hasSize(1);
    assertThat(get(stores.assertionIds().use("other", "jti", end))).isTrue();
    clock.advance(Duration.ofMinutes(5));
    assertThat(get(stores.assertionIds().use("known", "jti", end.plusSeconds(1))))
        .isTrue();
  }

  @Test
  void forgets_a_pushed_request_when_it_ends() {
    get(stores.pushedRequests().save(pushed("p")));
    clock.advance(Duration.ofSeconds(60));
    assertThat(get(stores.pushedRequests().take("p", "c"))).isEmpty();
  }
}
