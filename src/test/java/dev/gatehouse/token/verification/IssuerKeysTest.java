package dev.gatehouse.token.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.OneLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys that come and go, RFC 7517 §5: how often the issuer is asked for them, whatever the tokens name (CWE-400). */
class IssuerKeysTest {
  @RegisterExtension
  static final OneLoop loop = new OneLoop();

  private static final KeySet ONE = set("one");
  private static final KeySet TWO = set("two");

  private final MovableClock clock = MovableClock.stoppedAt(Instant.ofEpochSecond(1_800_000_000));
  private final Deque<Promise<KeySet>> asked = new ArrayDeque<>();
  private final IssuerKeys keys = new IssuerKeys(loop.vertx(), clock, () -> {
    asked.add(Promise.promise());
    return asked.getLast().future();
  });

  @Test // a 401 would make clients throw away good tokens
  void says_that_nothing_is_known_while_no_set_was_loaded() {
    Future<KeySet> first = keys.having("one");
    asked.getLast().fail(new IOException("away"));
    assertThat(loop.refusal(first).error()).isEqualTo(OAuthError.TEMPORARILY_UNAVAILABLE);
    assertThat(loop.refusal(keys.having("one")).error())
        .isEqualTo(OAuthError.TEMPORARILY_UNAVAILABLE);
    assertThat(keys.current().isEmpty()).isTrue();
    assertThat(asked).hasSize(1);
  }

  @Test
  void asks_again_after_half_a_second_while_no_set_was_loaded() {
    keys.having("one");
    asked.getLast().fail(new IOException("away"));
    clock.advance(Duration.ofMillis(499));
    keys.having("one");
    assertThat(asked).hasSize(1);
    clock.advance(Duration.ofMillis(1));
    Future<KeySet> loaded = keys.having("one");
    assertThat(asked).hasSize(2);
    asked.getLast().complete(ONE);
    assertThat(loop.await(loaded)).isEqualTo(ONE);
  }

  @Test
  void asks_nobody_for_a_key_that_is_known() {
    load(ONE);
    assertThat(loop.await(keys.having("one"))).isSameAs(keys.current()).isEqualTo(ONE);
    assertThat(asked).hasSize(1);
  }

  @Test
  void asks_once_in_five_seconds_for_keys_that_are_not_known() {
    load(ONE);
    Future<KeySet> made = keys.having("made up");
    assertThat(asked).hasSize(2);
    asked.getLast().complete(ONE);
    assertThat(loop.await(made)).isEqualTo(ONE);
    clock.advance(IssuerKeys.PAUSE.minusMillis(1));
    assertThat(loop.await(keys.having("made up"))).isEqualTo(ONE);
    assertThat(asked).hasSize(2);
    clock.advance(Duration.ofMillis(1));
    Future<KeySet> fresh = keys.having("two");
    assertThat(asked).hasSize(3);
    asked.getLast().complete(TWO);
    assertThat(loop.await(fresh)).isEqualTo(TWO);
  }

  @Test
  void asks_once_for_all_that_wait() {
    Future<KeySet> fetched = keys.fetch();
    Future<KeySet> waiting = keys.having("one");
    assertThat(keys.fetch()).isSameAs(fetched);
    assertThat(asked).hasSize(1);
    asked.getLast().complete(ONE);
    assertThat(loop.await(waiting)).isEqualTo(ONE);
  }

  @Test // else whoever joins a fetch could put off the next one
  void counts_no_pause_from_a_fetch_that_it_only_joined() {
    load(ONE);
    keys.fetch();
    Future<KeySet> joined = keys.having("two");
    asked.getLast().complete(ONE);
    assertThat(loop.await(joined)).isEqualTo(ONE);
    Future<KeySet> own = keys.having("two");
    assertThat(asked).hasSize(3);
    asked.getLast().complete(TWO);
    assertThat(loop.await(own)).isEqualTo(TWO);
  }

  @Test
  void keeps_its_keys_where_a_fetch_fails_or_brings_none() {
    load(ONE);
    keys.fetch();
    asked.getLast().fail(new IOException("away"));
    assertThat(keys.current()).isSameAs(ONE);
    load(KeySet.NONE);
    assertThat(keys.current()).isSameAs(ONE);
    load(set("one")); // what was checked is remembered with them
    assertThat(keys.current()).isSameAs(ONE);
    load(TWO);
    assertThat(keys.current()).isSameAs(TWO);
  }

  @Test // a loop must not go on with the requests of another
  void goes_on_where_it_was_asked() {
    Context caller = loop.vertx().getOrCreateContext();
    Promise<Context> where = Promise.promise();
    Promise<Void> begun = Promise.promise();
    caller.runOnContext(now -> {
      keys.having("one").onComplete(any -> where.complete(loop.vertx().getOrCreateContext()));
      begun.complete();
    });
    loop.await(begun.future());
    asked.getLast().complete(ONE);
    assertThat(loop.await(where.future())).isSameAs(caller);
  }

  private void load(KeySet set) {
    keys.fetch();
    asked.getLast().complete(set);
  }

  private static KeySet set(String kid) {
    return new KeySet(Map.of(kid, new JsonObject().put("kid", kid).put("alg", "ES256")));
  }
}
