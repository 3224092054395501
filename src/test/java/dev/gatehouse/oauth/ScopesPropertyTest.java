package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Scopes are a set, for all scopes: RFC 6749 §3.3. */
class ScopesPropertyTest {
  @Property
  void read_back_what_they_write(@ForAll("scopes") Scopes scopes) {
    assertThat(Scopes.parse(scopes.toString())).isEqualTo(scopes);
    assertThat(List.copyOf(Scopes.parse(scopes.toString()).tokens()))
        .isEqualTo(List.copyOf(scopes.tokens()));
  }

  @Property
  void are_granted_only_where_both_sides_have_them(
      @ForAll("scopes") Scopes asked, @ForAll("scopes") Scopes allowed) {
    Scopes granted = asked.and(allowed);
    assertThat(asked.containsAll(granted)).isTrue();
    assertThat(allowed.containsAll(granted)).isTrue();
    assertThat(granted.tokens()).isEqualTo(allowed.and(asked).tokens());
  }

  @Property
  void are_what_is_in_both_and_what_is_not(
      @ForAll("scopes") Scopes one, @ForAll("scopes") Scopes other) {
    assertThat(one.and(other).plus(one.minus(other)).tokens()).isEqualTo(one.tokens());
    assertThat(one.minus(other).and(other).isEmpty()).isTrue();
    assertThat(one.plus(other).containsAll(other)).isTrue();
    assertThat(one.plus(other).minus(other).tokens()).isEqualTo(one.minus(other).tokens());
    assertThat(one.isEmpty()).isEqualTo(one.toString().isEmpty());
  }

  @Property
  void contain_a_token_only_letter_by_letter(
      @ForAll("scopes") Scopes scopes, @ForAll("tokens") String token) {
    assertThat(scopes.contains(token))
        .isEqualTo(Set.of(scopes.toString().split(" ")).contains(token));
    assertThat(scopes.contains(token + "*")).isFalse();
  }

  @Property
  void are_read_only_from_characters_that_they_may_have(@ForAll("text") String text) {
    boolean legal = text.chars().allMatch(c -> c >= 0x20 && c <= 0x7e && c != '"' && c != '\\');
    try {
      assertThat(String.join(" ", Scopes.parse(text).tokens())).doesNotContain("  ");
      assertThat(legal).isTrue();
    } catch (OAuthException refused) {
      assertThat(refused.error()).isEqualTo(OAuthError.INVALID_SCOPE);
      assertThat(legal).isFalse();
    }
  }

  @Provide
  Arbitrary<Scopes> scopes() {
    return tokens().list().ofMaxSize(6).map(Scopes::of);
  }

  @Provide
  Arbitrary<String> tokens() {
    return Arbitraries.oneOf(
        Arbitraries.of("mcp.read", "mcp.write", "notes:read", "notes:write", "NOTES:READ"),
        Arbitraries.strings()
            .withCharRange('!', '!')
            .withCharRange('#', ')')
            .withCharRange('+', '[')
            .withCharRange(']', '~')
            .ofMinLength(1)
            .ofMaxLength(12));
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings()
        .ascii()
        .withChars(' ', '\u00e9', '\u0000', '"', '\\')
        .ofMaxLength(12);
  }
}
