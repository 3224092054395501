package dev.gatehouse.token.verification;

import static dev.gatehouse.testing.OneLoop.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.jose.Jws;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of an access token, RFC 7515 §7.1; the reason is for the log, the wire learns nothing. */
class TokenFormTest {
  @ParameterizedTest // RFC 8725 §2.1: neither unsigned nor encrypted
  @ValueSource(strings = {"", "e30", "e30.e30", "e30.e30.AA.AA", "e30.e30.AA.AA.AA"})
  void refuses_what_has_not_three_parts(String token) {
    assertRefused(token, "not three parts");
  }

  @ParameterizedTest // RFC 7515 §2, RFC 4648 §3.5: one token, one spelling
  @ValueSource(
      strings = {"e30.e30.", "e30..AA", ".e30.AA", "e30=.e30.AA", "e30.e31.AA", "e30.e30.AB"})
  void refuses_a_part_that_is_empty_padded_or_has_unused_bits(String token) {
    assertRefused(token, "base64url is not canonical");
  }

  @ParameterizedTest
  @ValueSource(strings = {"e3+.e30.AA", "e30.e3/.AA", "e30.e30.A A", "e30.e30.A"})
  void refuses_other_characters(String token) {
    assertRefused(token, "not base64url");
  }

  @ParameterizedTest // an array, a name twice
  @ValueSource(strings = {"W10.e30.AA", "e30.W10.AA", "e30.eyJhIjoxLCJhIjoyfQ.AA"})
  void refuses_parts_that_are_no_strict_json_objects(String token) {
    assertRefused(token, "header or payload is not strict JSON");
  }

  @Test // CWE-770
  void refuses_more_than_8192_characters() {
    String longest = "e30.e30." + "A".repeat(TokenForm.LONGEST - 8);
    assertThat(TokenForm.parse(longest).header()).isEmpty();
    assertRefused(longest + 'A', "longer than 8192 characters");
  }

  @Test
  void reads_header_and_payload() {
    Jws jws = TokenForm.parse("eyJhIjoxfQ.eyJiIjoieCJ9.AA");
    assertThat(jws.header()).isEqualTo(Map.of("a", 1));
    assertThat(jws.payload()).isEqualTo(Map.of("b", "x"));
  }

  private static void assertRefused(String token, String reason) {
    OAuthException refusal = refusal(() -> TokenForm.parse(token));
    assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_TOKEN);
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.description()).doesNotContain(reason);
  }
}
