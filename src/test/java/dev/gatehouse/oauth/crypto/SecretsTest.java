package dev.gatehouse.oauth.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Values that nobody guesses, RFC 6749 §10.10, and what is on the wire of an error, §5.2. */
class SecretsTest {
  private final Secrets secrets = new Secrets(new SecureRandom());

  @Test
  void are_of_256_bits_and_never_the_same() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      String value = secrets.next();
      assertThat(Base64.getUrlDecoder().decode(value)).hasSize(32);
      assertThat(seen.add(value)).isTrue();
    }
    assertThat(Base64.getUrlDecoder().decode(secrets.next(6))).hasSize(6);
  }

  @Test // RFC 7636 appendix B
  void are_hashed_as_pkce_hashes() {
    assertThat(Secrets.sha256("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Test
  void are_the_same_letter_by_letter() {
    assertThat(Secrets.same("abc", "abc")).isTrue();
    assertThat(Secrets.same("abc", "abd")).isFalse();
    assertThat(Secrets.same("abc", "ab")).isFalse();
  }

  @Test
  void stay_out_of_a_description() {
    OAuthException refused = OAuthException.of(
        OAuthError.INVALID_GRANT,
        Cause.CODE_UNKNOWN,
        "a \"b\" \\c\u001f\u007f\u00e9~ !",
        "the private reason");
    assertThat(refused.description()).isEqualTo("a 'b' 'c???~ !");
    assertThat(refused.reason()).isEqualTo("the private reason");
    assertThat(refused.error()).isEqualTo(OAuthError.INVALID_GRANT);
    assertThat(OAuthException.invalidGrant(Cause.CODE_UNKNOWN, "why").description())
        .doesNotContain("why");
    assertThat(OAuthException.invalidClient(Cause.CLIENT_UNKNOWN, "why").description())
        .doesNotContain("why");
  }

  @Test
  void give_each_error_its_code_status_and_source() {
    assertThat(OAuthError.INVALID_CLIENT.code()).isEqualTo("invalid_client");
    assertThat(OAuthError.INVALID_CLIENT.status()).isEqualTo(401);
    assertThat(OAuthError.values()).allMatch(error -> error.source().matches(".*§.*"));
  }
}
