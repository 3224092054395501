package dev.gatehouse.oauth.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** PKCE, for all verifiers: RFC 7636 §4. */
class PkcePropertyTest {
  @Example
  void agrees_with_appendix_b() {
    Pkce.verify(
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Property
  void accepts_each_verifier_with_its_challenge(@ForAll("verifiers") String verifier)
      throws Exception {
    String challenge = s256(verifier);
    assertThat(Pkce.requireChallenge(params(challenge))).isEqualTo(challenge);
    Pkce.verify(verifier, challenge);
  }

  @Property
  void accepts_no_verifier_with_the_challenge_of_another(
      @ForAll("verifiers") String verifier, @ForAll("verifiers") String other) throws Exception {
    Assume.that(!verifier.equals(other));
    String challenge = s256(other);
    assertThatThrownBy(() -> Pkce.verify(verifier, challenge)).isInstanceOf(OAuthException.class);
  }

  @Property
  void accepts_no_verifier_with_itself(@ForAll("verifiers") String verifier) {
    assertThatThrownBy(() -> Pkce.verify(verifier, verifier)).isInstanceOf(OAuthException.class);
  }

  @Property
  void accepts_no_verifier_of_other_characters_or_length(@ForAll("texts") String text)
      throws Exception {
    Assume.that(!text.matches("[A-Za-z0-9._~-]{43,128}"));
    String challenge = s256(text);
    assertThatThrownBy(() -> Pkce.verify(text, challenge)).isInstanceOf(OAuthException.class);
  }

  @Property
  void takes_for_a_challenge_only_what_a_hash_can_be(@ForAll("texts") String text) {
    boolean canonical = isCanonicalHash(text);
    try {
      assertThat(Pkce.requireChallenge(params(text))).isEqualTo(text);
      assertThat(canonical).isTrue();
    } catch (OAuthException refused) {
      assertThat(refused.error()).isEqualTo(OAuthError.INVALID_REQUEST);
      assertThat(canonical).isFalse();
    }
  }

  @Provide
  Arbitrary<String> verifiers() {
    return unreserved().ofMinLength(43).ofMaxLength(128);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        unreserved().ofMinLength(40).ofMaxLength(46),
        unreserved().ofMinLength(120).ofMaxLength(140),
        Arbitraries.strings().ascii().ofMinLength(42).ofMaxLength(44));
  }

  private static net.jqwik.api.arbitraries.StringArbitrary unreserved() {
    return Arbitraries.strings().alpha().numeric().withChars('-', '.', '_', '~');
  }

  private static Params params(String challenge) {
    return new Params(
        Map.of("code_challenge", List.of(challenge), "code_challenge_method", List.of("S256")));
  }

  private static boolean isCanonicalHash(String text) {
    try {
      byte[] hash = Base64.getUrlDecoder().decode(text);
      return hash.length == 32
          && Base64.getUrlEncoder().withoutPadding().encodeToString(hash).equals(text);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static String s256(String verifier) throws Exception {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8)));
  }
}
