package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Sets of scopes, RFC 6749 §3.3: no scope holds another. */
class ScopesTest {
  @Test
  void hold_only_what_they_name() {
    Scopes scopes = Scopes.of("notes:read", "notes:write");
    assertThat(scopes.containsAll(Scopes.of("notes:write"))).isTrue();
    assertThat(scopes.containsAll(Scopes.NONE)).isTrue();
    assertThat(scopes.containsAll(Scopes.of("notes:read", "admin"))).isFalse();
    assertThat(scopes.containsAll(Scopes.of("notes"))).isFalse();
  }

  @Test // CWE-770
  void are_written_in_4096_characters_or_fewer() {
    assertThat(Scopes.parse("x".repeat(4096)).tokens()).hasSize(1);
    assertThatThrownBy(() -> Scopes.parse("x".repeat(4097)))
        .isInstanceOf(OAuthException.class)
        .hasMessageContaining("longer than 4096 characters");
  }
}
