package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The second use of a refresh token, RFC 9700 §4.14.2: a thief's, or that of a client with two requests at once. */
class Rfc9700RefreshRotationTest {
  private static final MovableClock CLOCK = new MovableClock();

  @RegisterExtension
  static final App app =
      App.with(settings -> settings.set("server.instances", 2)).at(CLOCK);

  @RegisterExtension
  static final App strict = App.with(settings ->
      settings.set("server.instances", 2).set("auth-server.refresh-reuse-window-seconds", 0));

  @RegisterExtension
  static final App still =
      App.with(settings -> settings.set("auth-server.refresh-rotation", "off")).at(CLOCK);

  @Test
  void gives_no_tokens_for_a_used_token_not_even_within_the_window() {
    TestClient client = app.client();
    String first = refreshToken(client);
    client.refresh(first);
    assertThat(client.refresh(first)).isOAuthError(400, "invalid_grant");
  }

  @Test
  void ends_the_family_when_a_used_token_comes_after_the_window() {
    TestClient client = app.client();
    String first = refreshToken(client);
    String second = refreshed(client, first);
    CLOCK.advance(Duration.ofSeconds(10));
    assertThat(client.refresh(first)).isOAuthError(400, "invalid_grant");
    assertThat(client.refresh(second)).isOAuthError(400, "invalid_grant");
  }

  @Test
  void ends_the_family_when_a_used_token_comes_after_its_successor_was_used() {
    TestClient client = app.client();
    String first = refreshToken(client);
    String third = refreshed(client, refreshed(client, first));
    assertThat(client.refresh(first)).isOAuthError(400, "invalid_grant");
    assertThat(client.refresh(third)).isOAuthError(400, "invalid_grant");
  }

  @ParameterizedTest // at once: the window is for the immediate predecessor alone
  @ValueSource(ints = {0, 1})
  void ends_the_family_when_an_elder_of_three_comes_again_within_the_window(int elder) {
    TestClient client = app.client();
    var family = new ArrayList<>(List.of(refreshToken(client)));
    for (int i = 0; i < 3; i++) {
      family.add(refreshed(client, family.get(i)));
    }
    assertThat(client.refresh(family.get(elder))).isOAuthError(400, "invalid_grant");
    assertThat(client.refresh(family.get(3))).isOAuthError(400, "invalid_grant");
  }

  @ParameterizedTest // whatever it asks for
  @CsvSource({
    "scope, admin:notes",
    "scope, no such scope",
    "resource, https://other.example/mcp",
    "resource, not a uri"
  })
  void ends_the_family_for_a_replay_that_asks_for_what_it_may_not(String name, String value) {
    TestClient client = app.client();
    String first = refreshToken(client);
    String second = refreshed(client, first);
    CLOCK.advance(Duration.ofSeconds(10));
    assertThat(client.refresh(first, name, value)).isOAuthError(400, "invalid_grant");
    assertThat(client.refresh(second)).isOAuthError(400, "invalid_grant");
  }

  @Test // CWE-362: two event loops
  void lets_one_of_32_win_without_a_window_and_takes_it_all_back() {
    TestClient client = strict.client();
    String token = refreshToken(client);
    List<Reply> replies = Parallel.times(32, () -> client.refresh(token));
    List<Reply> won = replies.stream().filter(reply -> reply.status() == 200).toList();
    assertThat(won).hasSize(1);
    assertThat(replies.stream().filter(reply -> reply.status() == 400)).hasSize(31);
    assertThat(client.refresh(won.get(0).json().getString("refresh_token")))
        .isOAuthError(400, "invalid_grant");
  }

  @Test // the session of a client with many requests at once
  void leaves_the_winner_of_32_its_session_within_the_window() {
    TestClient client = app.client();
    String token = refreshToken(client);
    List<Reply> replies = Parallel.times(32, () -> client.refresh(token));
    List<Reply> won = replies.stream().filter(reply -> reply.status() == 200).toList();
    assertThat(won).hasSize(1);
    assertThat(app.whoami(won.get(0).json().getString("access_token"))).hasStatus(200);
    assertThat(client.refresh(won.get(0).json().getString("refresh_token"))).hasStatus(200);
  }

  @Test // a client that repeats its mistake for seconds on end
  void forgives_every_second_use_within_the_window() {
    TestClient client = app.client();
    String first = refreshToken(client);
    String second = refreshed(client, first);
    for (int i = 0; i < 5; i++) {
      assertThat(client.refresh(first)).isOAuthError(400, "invalid_grant");
    }
    assertThat(client.refresh(second)).hasStatus(200);
  }

  @Test // RFC 6749 §6
  void works_again_and_again_where_rotation_is_off() {
    TestClient client = still.client();
    String token = refreshToken(client);
    List<Reply> replies = Parallel.times(8, () -> client.refresh(token));
    assertThat(replies).allSatisfy(reply -> {
      assertThat(reply).hasStatus(200);
      assertThat(reply.json().getString("refresh_token")).isEqualTo(token);
    });
    assertThat(replies)
        .extracting(reply -> reply.json().getString("access_token"))
        .doesNotHaveDuplicates();
  }

  @Test // RFC 9700 §4.14.2: it ends all the same
  void ends_where_rotation_is_off_when_it_is_idle_too_long_or_too_old() {
    TestClient client = still.client();
    String token = refreshToken(client);
    CLOCK.advance(Duration.ofDays(14).minusMinutes(1));
    assertThat(client.refresh(token)).hasStatus(200);
    CLOCK.advance(Duration.ofDays(14).minusMinutes(1));
    assertThat(client.refresh(token)).hasStatus(200);
    CLOCK.advance(Duration.ofDays(3));
    assertThat(client.refresh(token)).isOAuthError(400, "invalid_grant");
    String idle = refreshToken(client);
    CLOCK.advance(Duration.ofDays(14));
    assertThat(client.refresh(idle)).isOAuthError(400, "invalid_grant");
  }

  @Test // RFC 7009 §2.1
  void can_be_revoked_where_rotation_is_off() {
    TestClient client = still.client();
    String token = refreshToken(client);
    client.revoke(token);
    assertThat(client.refresh(token)).isOAuthError(400, "invalid_grant");
  }

  private static String refreshToken(TestClient client) {
    return client.tokens("alice", "mcp.read").getString("refresh_token");
  }

  private static String refreshed(TestClient client, String token) {
    return client.refresh(token).json().getString("refresh_token");
  }
}
