package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Parallel;
import dev.gatehouse.token.dpop.DpopProofIds.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the contract about what a client brings once. */
public abstract class OnceContract extends UserContract {
  private static final List<String> HOLDERS = List.of("sub alice", "client of alice");

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
    get(stores.pushedRequests().save(pushed("quiet", network("one"))));
    for (int i = 0; i < 50_000; i++) {
      get(stores.pushedRequests().save(pushed("p" + i, network("flooder"))));
    }
    assertThat(get(stores.pushedRequests().take("quiet", "c"))).isPresent();
    assertThat(get(stores.pushedRequests().take("p0", "c"))).isEmpty();
    assertThat(get(stores.pushedRequests().take("p49999", "c"))).isPresent();
  }

  @Test
  void lets_a_client_use_an_assertion_id_once_until_it_ends() {
    Instant end = start.plus(Duration.ofMinutes(5));
    List<AssertionIds.Use> uses = Parallel.times(16, () -> assertion("known", "jti", end));
    assertThat(uses.stream().filter(use -> use == AssertionIds.Use.FRESH)).hasSize(1);
    assertThat(uses.stream().filter(use -> use == AssertionIds.Use.USED)).hasSize(15);
    assertThat(assertion("other", "jti", end)).isEqualTo(AssertionIds.Use.FRESH);
    clock.advance(Duration.ofMinutes(6));
    assertThat(assertion("known", "jti", end.plusSeconds(360))).isEqualTo(AssertionIds.Use.FRESH);
  }

  private AssertionIds.Use assertion(String client, String jti, Instant until) {
    return get(stores.assertionIds().use(Owner.client(client), client, jti, until));
  }

  @Test // RFC 9449 §11.1
  void lets_a_key_use_the_id_of_a_proof_once_until_it_is_stale() {
    Instant stale = start.plus(Duration.ofMinutes(5));
    List<Use> uses =
        Parallel.times(16, () -> get(stores.proofIds().use(HOLDERS, "key", "jti", stale)));
    assertThat(uses.stream().filter(use -> use == Use.FRESH)).hasSize(1);
    assertThat(uses.stream().filter(use -> use == Use.REPLAYED)).hasSize(15);
    assertThat(get(stores.proofIds().use(HOLDERS, "other", "jti", stale))).isEqualTo(Use.FRESH);
    assertThat(get(stores.proofIds().use(HOLDERS, "key", "other", stale))).isEqualTo(Use.FRESH);
    clock.advance(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(get(stores.proofIds().use(HOLDERS, "key", "jti", stale))).isEqualTo(Use.REPLAYED);
    clock.advance(Duration.ofMinutes(2));
    assertThat(get(stores.proofIds().use(HOLDERS, "key", "jti", stale.plusSeconds(120))))
        .isEqualTo(Use.FRESH);
  }

  @Test // CWE-770
  void forgets_no_used_proof_for_room_and_has_room_again_when_they_are_stale() {
    Instant stale = start.plus(Duration.ofMinutes(5));
    int used = 0;
    while (used < 2_000_000
        && get(stores.proofIds().use(HOLDERS, "key", "p" + used, stale)) == Use.FRESH) {
      used++;
    }
    assertThat(used).isBetween(30_000, 1_000_000);
    assertThat(get(stores.proofIds().use(HOLDERS, "key", "more", stale))).isEqualTo(Use.NO_ROOM);
    assertThat(get(stores.proofIds().use(HOLDERS, "key", "p0", stale))).isEqualTo(Use.REPLAYED);
    clock.advance(Duration.ofMinutes(6));
    assertThat(get(stores.proofIds().use(HOLDERS, "key", "more", stale.plusSeconds(600))))
        .isEqualTo(Use.FRESH);
  }

  @Test
  void forgets_a_pushed_request_when_it_ends() {
    get(stores.pushedRequests().save(pushed("p")));
    clock.advance(Duration.ofSeconds(60));
    assertThat(get(stores.pushedRequests().take("p", "c"))).isEmpty();
  }
}
