package dev.gatehouse.oauth.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.oauth.Params;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request wants of the login, OpenID Connect Core §3.1.2.1. */
class LoginRequirementsTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  @ParameterizedTest
  @ValueSource(
      strings = {"none login", "login none", "LOGIN", "create", "login,consent", "none\tx"})
  void refuses_a_prompt_that_is_none(String prompt) {
    assertThatThrownBy(() -> read("prompt", prompt)).hasMessageContaining("prompt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "x", "12345678901", "+1", " 1", "1.", "1e1"})
  void refuses_an_age_that_is_no_whole_number(String age) {
    assertThatThrownBy(() -> read("max_age", age)).hasMessageContaining("max_age");
  }

  @Test
  void reads_each_prompt() {
    assertThat(read("prompt", "login  consent").prompt()).isEqualTo(Set.of("login", "consent"));
    assertThat(read("prompt", "none").silent()).isTrue();
    assertThat(read("prompt", "consent").silent()).isFalse();
    assertThat(read("prompt", "consent").asksConsent()).isTrue();
    assertThat(read("prompt", "login").asksConsent()).isFalse();
    assertThat(read("state", "x").prompt()).isEmpty();
  }

  @Test
  void wants_a_fresh_login_for_two_prompts_and_for_an_age_of_zero() {
    assertThat(read("prompt", "login").fresh()).isTrue();
    assertThat(read("prompt", "select_account").fresh()).isTrue();
    assertThat(read("max_age", "0").fresh()).isTrue();
    assertThat(read("max_age", "1").fresh()).isFalse();
    assertThat(read("prompt", "consent").fresh()).isFalse();
  }

  @Test
  void takes_a_login_of_the_very_second_and_none_before() {
    LoginRequirements tenSeconds = read("max_age", "10");
    assertThat(tenSeconds.maxAge()).isEqualTo(Duration.ofSeconds(10));
    assertThat(tenSeconds.refuses(NOW.minusSeconds(10), NOW)).isFalse();
    assertThat(tenSeconds.refuses(NOW.minusSeconds(11), NOW)).isTrue();
    assertThat(read("prompt", "login").refuses(NOW, NOW)).isFalse();
    assertThat(read("prompt", "login").refuses(NOW.minusMillis(1), NOW)).isTrue();
    assertThat(read("state", "x").refuses(Instant.EPOCH, NOW)).isFalse();
  }

  @Test
  void keeps_the_hint_as_it_came_until_it_is_cleaned() {
    assertThat(read("login_hint", "a\u202e").hint()).isEqualTo("a\u202e");
    assertThat(read("prompt", "login").hint()).isEmpty();
    LoginRequirements cleaned = read("login_hint", "x").withHint("y");
    assertThat(cleaned.hint()).isEqualTo("y");
  }

  private static LoginRequirements read(String name, String value) {
    return LoginRequirements.read(new Params(Map.of(name, List.of(value))));
  }
}
