package dev.gatehouse.token.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Nonces of proofs, RFC 9449 §8 and §9. */
class DpopNoncesTest {
  // The first second of a minute.
  private final MovableClock clock = MovableClock.stoppedAt(Instant.ofEpochSecond(1_800_000_000));
  private final DpopNonces nonces = DpopNonces.required("the secret of a server", clock);

  @Test
  void refuses_a_nonce_that_is_missing_or_made_up() {
    assertThat(nonces.accepts(null)).isFalse();
    assertThat(nonces.accepts("")).isFalse();
    assertThat(nonces.accepts("A".repeat(43))).isFalse();
    assertThat(nonces.accepts(17)).isFalse();
  }

  @Test
  void refuses_the_nonce_of_another_server() {
    String other = DpopNonces.required("another secret", clock).current().orElseThrow();
    assertThat(nonces.accepts(other)).isFalse();
  }

  @Test
  void refuses_a_nonce_of_the_next_minute() {
    var ahead = MovableClock.stoppedAt(clock.instant().plusSeconds(60));
    String early =
        DpopNonces.required("the secret of a server", ahead).current().orElseThrow();
    assertThat(nonces.accepts(early)).isFalse();
  }

  @Test // §8.2
  void takes_a_nonce_in_its_minute_and_the_next_and_not_later() {
    String nonce = nonces.current().orElseThrow();
    assertThat(nonces.accepts(nonce)).isTrue();
    clock.advance(Duration.ofSeconds(119));
    assertThat(nonces.accepts(nonce)).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(nonces.accepts(nonce)).isFalse();
  }

  @Test // §8.1
  void gives_out_another_one_each_minute_and_not_before() {
    String nonce = nonces.current().orElseThrow();
    assertThat(nonce).matches("[A-Za-z0-9_-]{43}");
    clock.advance(Duration.ofSeconds(59));
    assertThat(nonces.current()).contains(nonce);
    clock.advance(Duration.ofSeconds(1));
    assertThat(nonces.current()).isPresent().get().isNotEqualTo(nonce);
  }

  @Test
  void means_nothing_where_none_is_given_out() {
    DpopNonces off = DpopNonces.off(clock);
    assertThat(off.current()).isEmpty();
    assertThat(off.accepts(null)).isTrue();
    assertThat(off.accepts("anything")).isTrue();
  }
}
