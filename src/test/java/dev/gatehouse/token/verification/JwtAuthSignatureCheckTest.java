package dev.gatehouse.token.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.jose.JwsHeader;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.testing.Assertions;
import dev.gatehouse.testing.OneLoop;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whether a signature is of a key of the issuer, RFC 7515 §5.2 and RFC 8725 §3.1; another library signs. */
class JwtAuthSignatureCheckTest {
  @RegisterExtension
  static final OneLoop loop = new OneLoop();

  private static final RSAKey RSA = Assertions.rsa("rsa");
  private static final ECKey EC = Assertions.ec("ec");
  private static final JwsHeader RS256 = new JwsHeader("RS256", "rsa");
  private static final JwsHeader ES256 = new JwsHeader("ES256", "ec");
  private static final KeySet KEYS = published(RSA, EC);

  private final SignatureCheck check = new JwtAuthSignatureCheck(loop.vertx());

  @Test
  void refuses_a_key_that_is_not_known() {
    assertRefused(token(EC), new JwsHeader("ES256", "other"), KEYS, "kid is not a key");
    assertRefused(token(EC), ES256, KeySet.NONE, "kid is not a key");
    assertRefused(token(EC), ES256, published(RSA), "kid is not a key");
  }

  @Test // the library accepts unsigned tokens while it holds no key
  void refuses_an_unsigned_token_also_where_no_key_is_known() {
    String token = token(RSA);
    String unsigned = token.substring(0, token.lastIndexOf('.') + 1);
    assertRefused(unsigned, RS256, KeySet.NONE, "kid is not a key");
    assertRefused(unsigned, RS256, KEYS, "signature is wrong");
    assertRefused(unsigned, ES256, KEYS, "no ES256 signature");
  }

  @Test // RFC 8725 §3.1
  void refuses_an_algorithm_that_is_not_that_of_the_key() {
    assertRefused(token(EC), new JwsHeader("RS256", "ec"), KEYS, "alg is not that of the key");
    assertRefused(token(RSA), new JwsHeader("ES256", "rsa"), KEYS, "alg is not that of the key");
  }

  @Test // CVE-2022-21449
  void refuses_a_signature_of_zeros() {
    String token = token(EC);
    String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
    String psychic = token.substring(0, token.lastIndexOf('.') + 1) + zeros;
    assertRefused(psychic, ES256, KEYS, "no ES256 signature");
  }

  @Test
  void refuses_the_signature_of_another_key_of_that_name() {
    assertRefused(token(Assertions.ec("ec")), ES256, KEYS, "signature is wrong");
    Base64URL other = Base64URL.encode(RSA.getModulus().decodeToBigInteger().add(BigInteger.TWO));
    RSAKey stranger =
        new RSAKey.Builder(other, RSA.getPublicExponent()).keyID("rsa").build();
    assertRefused(token(RSA), RS256, published(stranger), "signature is wrong");
  }

  @Test // the key that is named, and not any that fits
  void refuses_the_signature_of_a_key_of_the_issuer_that_it_does_not_name() {
    ECKey next = Assertions.ec("next");
    String token = token(new ECKey.Builder(next).keyID("ec").build());
    assertRefused(token, ES256, published(RSA, EC, next), "signature is wrong");
    assertRefused(token, ES256, published(next, RSA, EC), "signature is wrong");
  }

  @Test
  void refuses_a_signature_over_something_else() {
    String token = token(EC);
    String other =
        Assertions.sign(EC, new JWTClaimsSet.Builder().subject("mallory").build());
    String mixed =
        other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
    assertRefused(mixed, ES256, KEYS, "signature is wrong");
  }

  @Test // what the library throws at is refused, and no fault of ours
  void refuses_a_token_whose_claims_the_library_cannot_read() {
    String odd = Assertions.sign(
        EC, new JWTClaimsSet.Builder().claim("aud", 17).claim("exp", "x").build());
    assertRefused(odd, ES256, KEYS, "a claim unreadable");
  }

  @Test // RFC 7517 §5
  void takes_a_good_key_also_beside_one_that_no_jdk_takes() {
    BigInteger endless = BigInteger.ONE.shiftLeft(16_384).add(BigInteger.ONE);
    RSAKey odd = new RSAKey.Builder(Base64URL.encode(endless), Base64URL.encode("AQAB"))
        .keyID("odd")
        .build();
    assertTaken(token(EC), ES256, published(odd, EC));
  }

  @Test
  void takes_the_signatures_of_both_algorithms_again_and_again() {
    for (int i = 0; i < 2; i++) {
      assertTaken(token(RSA), RS256, KEYS);
      assertTaken(token(EC), ES256, KEYS);
    }
  }

  @Test
  void looks_at_the_keys_of_now_and_not_of_before() {
    ECKey next = Assertions.ec("ec");
    assertTaken(token(EC), ES256, KEYS);
    assertTaken(token(next), ES256, published(next));
    assertRefused(token(EC), ES256, published(next), "signature is wrong");
    assertTaken(token(EC), ES256, KEYS);
  }

  private void assertTaken(String token, JwsHeader header, KeySet keys) {
    assertThatCode(() -> loop.await(check.check(token, header, keys))).doesNotThrowAnyException();
  }

  private void assertRefused(String token, JwsHeader header, KeySet keys, String reason) {
    OAuthException refusal = loop.refusal(check.check(token, header, keys));
    assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_TOKEN);
    assertThat(refusal.reason()).contains(reason);
  }

  private static String token(JWK key) {
    return Assertions.sign(key, new JWTClaimsSet.Builder().subject("alice").build());
  }

  private static KeySet published(JWK... keys) {
    return KeySet.of(new JWKSet(List.of(keys)).toJSONObject());
  }
}
