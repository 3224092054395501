package dev.gatehouse.resourceserver.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mcp.registry.LiveOffer;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.testing.HeapSize;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.token.AccessToken;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The bound of all sessions, at its real size. */
class SessionsTest {
  private final MovableClock clock = MovableClock.stopped();
  private final Sessions sessions = new Sessions(
      new LiveOffer(), StreamRules.DEFAULT, new Secrets(new SecureRandom()), clock, token -> false);

  @Test
  void are_so_many_of_a_user_whichever_clients_the_user_has() {
    HttpSession quiet = open("quiet", "client");
    List<HttpSession> greedy =
        IntStream.range(0, 100).mapToObj(i -> open("greedy", "client-" + i)).toList();
    assertThat(greedy.subList(0, 68)).noneMatch(this::lives);
    assertThat(greedy.subList(68, 100)).allMatch(this::lives);
    assertThat(lives(quiet)).isTrue();
  }

  @Test
  void are_ten_thousand_and_no_more_and_nobody_crowds_out_another() {
    HttpSession quiet = open("quiet", "client");
    List<HttpSession> greedy = IntStream.range(0, 10_100)
        .mapToObj(i -> open("greedy-" + i / 32, "client"))
        .toList();
    assertThat(greedy.stream().filter(this::lives)).hasSize(9_999);
    assertThat(lives(quiet)).isTrue();
    HttpSession newcomer = open("newcomer", "client");
    assertThat(lives(newcomer)).isTrue();
    assertThat(greedy.stream().filter(this::lives)).hasSize(9_998);
  }

  @Test
  void make_room_where_nobody_has_two() {
    List<HttpSession> all =
        IntStream.range(0, 10_001).mapToObj(i -> open("user-" + i, "client")).toList();
    assertThat(lives(all.get(0))).isFalse();
    assertThat(all.subList(1, 10_001)).allMatch(this::lives);
  }

  @Test
  void that_nobody_uses_any_more_end_some_with_each_new_one() {
    List<HttpSession> old =
        IntStream.range(0, 100).mapToObj(i -> open("old-" + i, "client")).toList();
    clock.advance(Duration.ofMinutes(20));
    HttpSession used = open("used", "client");
    clock.advance(Duration.ofMinutes(20));
    IntStream.range(0, 10).forEach(i -> open("new-" + i, "client"));
    assertThat(lives(used)).isTrue();
    assertThat(old).noneMatch(this::lives);
  }

  @Test
  void hold_no_more_heap_each_than_is_counted_for_them() {
    long each = HeapSize.held(() -> {
          var some = new Sessions(
              new LiveOffer(),
              StreamRules.DEFAULT,
              new Secrets(new SecureRandom()),
              clock,
              token -> false);
          IntStream.range(0, 10_000)
              .forEach(i -> some.keep(some.candidate(token("user-" + i / 20, "client"))));
          return some;
        })
        / 10_000;
    assertThat(each).isBetween(200L, (long) HttpSession.BYTES);
  }

  // Of CPU and not of the clock on the wall: other programs may be busy.
  @Test
  void make_room_at_once_however_many_there_are() {
    IntStream.range(0, 10_000).forEach(i -> open("user-" + i / 20, "client"));
    var threads = ManagementFactory.getThreadMXBean();
    IntStream.range(0, 2_000).forEach(i -> open("warm-" + i, "client"));
    long before = threads.getCurrentThreadCpuTime();
    IntStream.range(0, 2_000).forEach(i -> open("newcomer-" + i, "client"));
    long micros = (threads.getCurrentThreadCpuTime() - before) / 2_000 / 1_000;
    assertThat(micros).as("microseconds for a new session in a full room").isLessThan(200);
  }

  private HttpSession open(String subject, String client) {
    clock.advance(Duration.ofNanos(1));
    HttpSession session = sessions.candidate(token(subject, client));
    sessions.keep(session);
    return session;
  }

  private boolean lives(HttpSession session) {
    return sessions.exists(session.id());
  }

  private static AccessToken token(String subject, String client) {
    return new AccessToken(
        "http://localhost:8999",
        subject,
        "http://localhost:8990/mcp",
        client,
        "id",
        Scopes.NONE,
        Instant.EPOCH,
        Instant.MAX,
        "",
        "");
  }
}
