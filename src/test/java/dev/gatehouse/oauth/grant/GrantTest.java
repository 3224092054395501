package dev.gatehouse.oauth.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Scopes;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who may use what a grant gave, RFC 9449 §5 and §10. */
class GrantTest {
  private static final Grant BEARER = new Grant(
      "grant",
      "inspector",
      "alice",
      "operator",
      Scopes.of("mcp.read"),
      "https://rs.example/mcp",
      "",
      Instant.EPOCH);

  @Test
  void is_open_to_the_holder_of_its_key_alone() {
    Grant bound = BEARER.boundTo("thumbprint");
    assertThat(bound.isOpenTo("")).isFalse();
    assertThat(bound.isOpenTo("another")).isFalse();
    assertThat(bound.isOpenTo("thumbprint")).isTrue();
  }

  @Test
  void is_open_to_all_where_it_is_bound_to_no_key() {
    assertThat(BEARER.isOpenTo("")).isTrue();
    assertThat(BEARER.isOpenTo("any")).isTrue();
  }

  @Test
  void keeps_all_but_its_key_when_it_is_bound() {
    assertThat(BEARER.boundTo("thumbprint").boundTo("")).isEqualTo(BEARER);
    assertThat(BEARER.boundTo("thumbprint").keyThumbprint()).isEqualTo("thumbprint");
  }
}
