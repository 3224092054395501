package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parameters of a request, RFC 6749 §3.1 and §3.2. */
class ParamsTest {
  private static final Params PARAMS = new Params(Map.of(
      "one", List.of("1"),
      "two", List.of("1", "1"),
      "empty", List.of(""),
      "half", List.of("", "2"),
      "resource", List.of("", "x")));

  @Test
  void refuses_what_is_given_twice_even_if_it_is_the_same() {
    assertThatThrownBy(() -> PARAMS.optional("two")).hasMessageContaining("'two' is given more");
    assertThatThrownBy(() -> PARAMS.required("two")).hasMessageContaining("'two' is given more");
  }

  @Test
  void takes_an_empty_value_for_none() {
    assertThat(PARAMS.optional("empty")).isEmpty();
    assertThat(PARAMS.has("empty")).isFalse();
    assertThat(PARAMS.optional("half")).contains("2");
    assertThatThrownBy(() -> PARAMS.required("empty")).hasMessageContaining("'empty' is missing");
  }

  @Test // RFC 6749 §3.1 knows no exception, and RFC 8707 §2 makes none for a resource without a
  // value
  void omits_an_empty_resource_too() {
    assertThat(PARAMS.all("resource")).containsExactly("x");
  }

  @Test
  void knows_names_by_their_case() {
    assertThat(PARAMS.required("one")).isEqualTo("1");
    assertThat(PARAMS.has("one")).isTrue();
    assertThat(PARAMS.optional("ONE")).isEmpty();
    assertThat(PARAMS.all("none")).isEmpty();
  }

  @Test
  void shows_names_only() {
    assertThat(new Params(Map.of("code", List.of("secret"))).toString()).isEqualTo("Params[code]");
  }
}
