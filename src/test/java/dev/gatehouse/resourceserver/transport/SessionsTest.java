package dev.gatehouse.resourceserver.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mcp.registry.LiveOffer;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.token.AccessToken;
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
  void are_ten_thousand_and_no_more_and_nobody_crowds_out_another() {
    HttpSession quiet = open("quiet", "client");
    List<HttpSession> greedy = IntStream.range(0, 10_100)
        .mapToObj(i -> open("greedy", "client-" + i / 32))
        .toList();
    assertThat(greedy.stream().filter(this::lives)).hasSize(9_999);
    assertThat(greedy.subList(0, 101)).noneMatch(this::lives);
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
  void that_nobody_uses_any_more_make_room_first() {
    List<HttpSession> old =
        IntStream.range(0, 9_999).mapToObj(i -> open("old-" + i, "client")).toList();
    clock.advance(Duration.ofMinutes(20));
    HttpSession used = open("used", "client");
    clock.advance(Duration.ofMinutes(20));
    open("new", "client");
    assertThat(lives(used)).isTrue();
    assertThat(old).noneMatch(session -> sessions.exists(session.id()));
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
