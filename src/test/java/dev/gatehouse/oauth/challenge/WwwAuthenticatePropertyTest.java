package dev.gatehouse.oauth.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.ChallengeParser;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The challenge, for all that may get into it: RFC 6750 §3, read back by a parser of RFC 9110 that does not know how it was built. */
class WwwAuthenticatePropertyTest {
  private static final List<String> NAMES = List.of("error", "error_description", "scope", "realm");

  @Property
  void is_one_challenge_with_the_same_parameters_whatever_their_values(
      @ForAll("values") List<String> values) {
    WwwAuthenticate challenge = WwwAuthenticate.bearer();
    for (int i = 0; i < values.size(); i++) {
      challenge.with(NAMES.get(i), values.get(i));
    }
    ChallengeParser read = ChallengeParser.parse(challenge.toString());
    assertThat(read.scheme()).isEqualTo("Bearer");
    assertThat(read.parameters().keySet())
        .containsExactlyElementsOf(NAMES.subList(0, values.size()).stream()
            .filter(name -> !values.get(NAMES.indexOf(name)).isEmpty())
            .toList());
    assertThat(challenge.toString()).matches("[\\x20-\\x7e]*");
  }

  @Property
  void keeps_each_value_that_may_stand_there(@ForAll("legal") String value) {
    String challenge = WwwAuthenticate.bearer().with("scope", value).toString();
    assertThat(ChallengeParser.parse(challenge).parameters()).containsEntry("scope", value);
  }

  @Provide
  Arbitrary<List<String>> values() {
    return Arbitraries.oneOf(
            Arbitraries.strings().all().ofMaxLength(20),
            Arbitraries.strings()
                .withChars('"', '\\', '\r', '\n', ',', '=', ' ', '\u0000', '\u2028', '\u00ff', 'a')
                .ofMaxLength(12))
        .list()
        .ofMinSize(1)
        .ofMaxSize(NAMES.size());
  }

  @Provide
  Arbitrary<String> legal() {
    return Arbitraries.strings()
        .withCharRange(' ', '!')
        .withCharRange('#', '[')
        .withCharRange(']', '~')
        .ofMinLength(1);
  }
}
