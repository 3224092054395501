package dev.gatehouse.token.dpop;

import static dev.gatehouse.testing.OneLoop.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of a DPoP proof, RFC 9449 §4.2 and RFC 7515 §7.1. */
class DpopProofFormTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "e30", "e30.e30", "e30.e30.", "e30.e30.AA.AA", "..."})
  void refuses_what_has_not_three_parts_with_a_signature(String proof) {
    assertRefused(proof, "is no signed JWT of three parts");
  }

  @Test // CWE-770
  void refuses_more_than_4096_characters() {
    String longest = "e30.e30." + "A".repeat(4096 - 8);
    assertThat(DpopProofCheck.parsed(longest).header()).isEmpty();
    assertRefused(longest + 'A', "is longer than 4096 characters");
  }

  @ParameterizedTest // RFC 7515 §2, RFC 4648 §3.5
  @ValueSource(strings = {"e3 0.e30.AA", "e30=.e30.AA", "e30.e31.AA", "e30.e3+.AA"})
  void refuses_a_part_that_is_no_canonical_base64url(String proof) {
    assertRefused(proof, "is not canonical base64url");
  }

  @ParameterizedTest // an array, nothing, a name twice
  @ValueSource(strings = {"W10.e30.AA", "e30..AA", "e30.eyJhIjoxLCJhIjoyfQ.AA"})
  void refuses_parts_that_are_no_strict_json_objects(String proof) {
    assertRefused(proof, "are not strict JSON");
  }

  @Test
  void shows_nothing_that_could_be_replayed() {
    assertThat(DpopProofCheck.parsed("eyJhIjoxfQ.eyJqdGkiOiJzZWNyZXQifQ.c2ln"))
        .hasToString("Jws[{a=1}]");
  }

  private static void assertRefused(String proof, String why) {
    OAuthException refusal = refusal(() -> DpopProofCheck.parsed(proof));
    assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_DPOP_PROOF);
    assertThat(refusal.description()).contains(why);
  }
}
