package dev.gatehouse.token.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.PemFiles;
import dev.gatehouse.token.signing.SigningKeys.Succession;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The set of signing keys, RFC 9068 §5: how long each is published, and how many. */
class SigningKeysTest {
  private static final Duration RETENTION = Duration.ofHours(1);

  private final MovableClock clock = new MovableClock();
  private final SigningKey first = key();
  private final SigningKeys keys = new SigningKeys(first, RETENTION, clock);

  @Test
  void refuses_the_key_that_signs_already() {
    assertThat(keys.succeed(first)).isEqualTo(Succession.SAME_KEY);
    assertThat(keys.published()).containsExactly(first.published());
  }

  @Test // CWE-770: our own gate reads the first hundred of a set
  void publishes_no_more_than_fifty_and_forgets_none_that_is_needed() {
    for (int i = 1; i < SigningKeys.MOST; i++) {
      assertThat(keys.succeed(key())).isEqualTo(Succession.DONE);
    }
    String current = keys.current().id();
    assertThat(keys.succeed(key())).isEqualTo(Succession.TOO_MANY);
    assertThat(keys.current().id()).isEqualTo(current);
    assertThat(keys.published()).hasSize(SigningKeys.MOST).contains(first.published());
    clock.advance(RETENTION);
    assertThat(keys.succeed(key())).isEqualTo(Succession.DONE);
    assertThat(keys.published()).hasSize(2);
  }

  @Test
  void publishes_an_earlier_key_until_its_last_token_has_ended() {
    SigningKey second = key();
    keys.succeed(second);
    assertThat(keys.published()).containsExactly(second.published(), first.published());
    clock.advance(RETENTION.minusSeconds(5));
    assertThat(keys.published(first.id())).isPresent();
    clock.advance(Duration.ofSeconds(5));
    assertThat(keys.published(first.id())).isEmpty();
    assertThat(keys.published()).containsExactly(second.published());
  }

  @Test
  void publishes_a_key_that_came_back_once() {
    SigningKey second = key();
    keys.succeed(second);
    keys.succeed(first);
    assertThat(keys.published()).containsExactly(first.published(), second.published());
    clock.advance(RETENTION);
    assertThat(keys.published()).containsExactly(first.published());
  }

  @Test
  void makes_no_key_on_an_event_loop() {
    Vertx vertx = Vertx.vertx();
    var onLoop = new AtomicBoolean(true);
    var rotation = new KeyRotation(
        keys,
        () -> {
          onLoop.set(Context.isOnEventLoopThread());
          return key();
        },
        vertx.createSharedWorkerExecutor("keys", 1));
    try {
      assertThat(rotation.rotate().toCompletionStage().toCompletableFuture().join())
          .isEqualTo(Succession.DONE);
      assertThat(onLoop).isFalse();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static SigningKey key() {
    return new SigningKey(PemFiles.curve("secp256r1"));
  }
}
