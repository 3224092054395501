package dev.gatehouse.oauth.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.grant.RefreshPolicy.Use;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a second use of a refresh token means, RFC 9700 §4.14.2, and when one ends. */
class RefreshPolicyTest {
  private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final RefreshPolicy policy = new RefreshPolicy(Duration.ofDays(14), WINDOW);

  @Test
  void takes_a_second_use_for_a_replay_once_the_grace_period_is_over() {
    assertThat(use(NOW.minus(WINDOW), false)).isEqualTo(Use.REPLAYED);
    assertThat(use(NOW.minus(WINDOW).plusNanos(1), false)).isEqualTo(Use.RACED);
  }

  @Test
  void takes_a_second_use_for_a_replay_once_the_successor_was_used() {
    assertThat(use(NOW, true)).isEqualTo(Use.REPLAYED);
  }

  @Test
  void takes_any_second_use_for_a_replay_without_grace_period() {
    var strict = new RefreshPolicy(Duration.ofDays(14), Duration.ZERO);
    assertThat(strict.use(new RefreshToken.Used(grant(NOW), NOW, false), NOW))
        .isEqualTo(Use.REPLAYED);
  }

  @Test
  void lets_an_unused_token_be_used() {
    assertThat(policy.use(new RefreshToken.Unused(grant(NOW), NOW), NOW)).isEqualTo(Use.FIRST);
  }

  @Test
  void ends_a_token_when_it_is_not_used_and_never_after_its_family() {
    assertThat(policy.expiry(grant(NOW.plus(Duration.ofDays(30))), NOW))
        .isEqualTo(NOW.plus(Duration.ofDays(14)));
    assertThat(policy.expiry(grant(NOW.plus(Duration.ofDays(13))), NOW))
        .isEqualTo(NOW.plus(Duration.ofDays(13)));
  }

  private Use use(Instant usedAt, boolean successorUsed) {
    return policy.use(new RefreshToken.Used(grant(NOW), usedAt, successorUsed), NOW);
  }

  private static Grant grant(Instant expiresAt) {
    return new Grant(
        "g", "client", "alice", "operator", Scopes.NONE, "http://localhost/mcp", "", expiresAt);
  }
}
