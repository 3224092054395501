package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Parallel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the contract about what a client brings once. */
public abstract class OnceContract extends StoreRecords {
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

  @Test
  void forgets_a_pushed_request_when_it_ends() {
    get(stores.pushedRequests().save(pushed("p")));
    clock.advance(Duration.ofSeconds(60));
    assertThat(get(stores.pushedRequests().take("p", "c"))).isEmpty();
  }
}
