package dev.gatehouse.oauth.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A challenge as a client reads it, RFC 9110 §11.6.1 and RFC 6750 §3. */
class ChallengeTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "Basic realm=\"x\"", "Bearerx a=b", "DPoP algs=\"ES256\""})
  void is_not_there_where_no_bearer_scheme_is(String value) {
    assertThat(Challenge.parse(List.of(value))).isEmpty();
    assertThat(Challenge.parse(List.of())).isEmpty();
  }

  @Test // RFC 9110 §11.2
  void is_not_there_where_a_name_stands_twice() {
    assertThat(Challenge.parse(List.of("Bearer scope=\"a\", Scope=\"b\""))).isEmpty();
  }

  @Test
  void has_parameters_in_quotes_and_without_by_names_in_any_case() {
    Challenge challenge = Challenge.parse(List.of(
            "Basic realm=\"x\"", "bearer Scope=\"a b\", error=invalid_token , x=\"a\\\"b\\\\\""))
        .orElseThrow();
    assertThat(challenge.parameters())
        .isEqualTo(Map.of("scope", "a b", "error", "invalid_token", "x", "a\"b\\"));
    assertThat(challenge.get("scope")).isEqualTo("a b");
    assertThat(challenge.get("realm")).isEmpty();
  }

  @Test
  void may_have_no_parameter_and_stand_behind_another_scheme() {
    assertThat(Challenge.parse(List.of("Bearer")).orElseThrow().parameters()).isEmpty();
    assertThat(Challenge.parse(List.of("Basic realm=\"x\", Bearer scope=a"))
            .orElseThrow()
            .get("scope"))
        .isEqualTo("a");
  }

  @Test // CWE-674: the sender decides how long it is
  void may_be_longer_than_any_stack() {
    String quoted = "a\\b".repeat(100_000);
    assertThat(Challenge.parse(List.of("Bearer error_description=\"" + quoted + "\""))
            .orElseThrow()
            .get("error_description"))
        .hasSize(200_000);
    assertThat(Challenge.parse(List.of("Basic realm=\"" + quoted + "\", Bearer scope=a"))
            .orElseThrow()
            .get("scope"))
        .isEqualTo("a");
    assertThat(Challenge.parse(List.of("Negotiate " + "=,".repeat(100_000)))).isEmpty();
  }

  @Test
  void is_not_there_where_only_a_quoted_string_says_so() {
    assertThat(Challenge.parse(List.of("Basic realm=\"x, Bearer scope=a\""))).isEmpty();
    assertThat(Challenge.parse(List.of("Basic realm=\"x, Bearer scope=a"))).isEmpty();
  }

  @Test
  void is_read_as_far_as_it_can_be() {
    assertThat(Challenge.parse(List.of("Bearer scope=a, realm=\"never ends"))
            .orElseThrow()
            .parameters())
        .isEqualTo(Map.of("scope", "a"));
    assertThat(Challenge.parse(List.of("Negotiate YII==, Bearer scope=a, Basic realm=\"x\""))
            .orElseThrow()
            .parameters())
        .isEqualTo(Map.of("scope", "a"));
    assertThat(Challenge.parse(List.of("Bearer dG9r==")).orElseThrow().parameters())
        .isEmpty();
  }
}
