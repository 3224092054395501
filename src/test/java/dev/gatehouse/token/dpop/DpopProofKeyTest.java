package dev.gatehouse.token.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.gatehouse.jose.Jwk;
import dev.gatehouse.jose.JwsAlgorithm;
import dev.gatehouse.jose.Thumbprint;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.crypto.Secrets;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The key of a DPoP proof, RFC 9449 §4.2 and §4.3; thumbprints by RFC 7638, with Nimbus as the witness. */
class DpopProofKeyTest {
  private static final byte[] INPUT = {1, 2, 3};

  private static RSAKey rsa;
  private static ECKey ec;
  private static KeyPair ed;

  @BeforeAll
  static void generate() throws JOSEException, GeneralSecurityException {
    rsa = new RSAKeyGenerator(2048).generate();
    ec = new ECKeyGenerator(Curve.P_256).generate();
    ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @ParameterizedTest
  @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
  void refuses_a_private_member(String member) {
    refuses(with(json(ec), member, "AQAB"), "ES256", "has a private or symmetric member");
  }

  @ParameterizedTest
  @CsvSource({"use,enc", "alg,ES384", "alg,RS256"})
  void refuses_a_key_that_says_it_is_for_something_else(String member, String value) {
    refuses(with(json(ec), member, value), "ES256", "says itself that it is not for");
  }

  @Test
  void refuses_a_key_whose_operations_do_not_verify() {
    refuses(with(json(ec), "key_ops", List.of("sign")), "ES256", "says itself");
    assertThat(DpopProofKey.read(with(json(ec), "key_ops", List.of("verify")), "ES256")
            .algorithm())
        .isEqualTo(JwsAlgorithm.ES256);
  }

  @ParameterizedTest
  @CsvSource({"kty,RSA", "kty,OKP", "crv,P-384", "crv,secp256k1", "x,!", "y,''"})
  void refuses_a_curve_key_of_which_a_member_is_wrong(String member, String value) {
    refuses(with(json(ec), member, value), "ES256", "jwk of the proof");
  }

  @Test
  void refuses_a_point_that_is_not_on_the_curve() {
    refuses(with(json(ec), "y", json(ec).get("x")), "ES256", "is no point on P-256");
    byte[] longer =
        Arrays.copyOf(Base64.getUrlDecoder().decode((String) json(ec).get("x")), 33);
    refuses(with(json(ec), "x", encoded(longer)), "ES256", "is no point on P-256");
  }

  @ParameterizedTest
  @CsvSource({"kty,EC", "e,AQ", "e,Ag", "e,AAEAAQ", "e,''", "n,AQAB", "n,''"})
  void refuses_an_rsa_key_of_which_a_member_is_wrong(String member, String value) {
    refuses(with(json(rsa), member, value), "RS256", "jwk of the proof");
  }

  @Test
  void refuses_an_even_modulus_and_one_that_is_too_long() {
    BigInteger even = BigInteger.ONE.shiftLeft(2047);
    refuses(with(json(rsa), "n", encoded(unsigned(even))), "RS256", "is no RSA key");
    BigInteger tooLong = BigInteger.ONE.shiftLeft(4096).add(BigInteger.ONE);
    refuses(with(json(rsa), "n", encoded(unsigned(tooLong))), "RS256", "is no RSA key");
    BigInteger tooShort = BigInteger.ONE.shiftLeft(2046).add(BigInteger.ONE);
    refuses(with(json(rsa), "n", encoded(unsigned(tooShort))), "RS256", "is no RSA key");
    refuses(with(json(rsa), "e", encoded(new byte[] {1, 0, 0, 0, 1})), "RS256", "is no RSA key");
  }

  @Test
  void refuses_points_of_small_order_and_other_lengths() {
    var point = new byte[32];
    refuses(with(edwards(), "x", encoded(point)), "EdDSA", "is no point of prime order");
    point[0] = 1;
    refuses(with(edwards(), "x", encoded(point)), "EdDSA", "is no point of prime order");
    Arrays.fill(point, (byte) 0xff);
    refuses(with(edwards(), "x", encoded(point)), "EdDSA", "is no point of prime order");
    refuses(with(edwards(), "x", encoded(new byte[31])), "EdDSA", "is no point on Ed25519");
    refuses(with(edwards(), "crv", "X25519"), "EdDSA", "is not the key of an EdDSA signature");
    refuses(with(edwards(), "kty", "EC"), "EdDSA", "is not the key of an EdDSA signature");
  }

  @Test
  void refuses_a_member_that_is_no_text() {
    refuses(with(json(ec), "x", 5), "ES256", "is not the key of an ES256 signature");
  }

  @Test
  void has_the_thumbprint_of_rfc_7638() throws JOSEException {
    assertThat(DpopProofKey.read(json(ec), "ES256").thumbprint())
        .isEqualTo(ec.computeThumbprint().toString());
    assertThat(DpopProofKey.read(json(rsa), "PS256").thumbprint())
        .isEqualTo(rsa.computeThumbprint().toString());
    String x = (String) edwards().get("x");
    assertThat(DpopProofKey.read(edwards(), "Ed25519").thumbprint())
        .isEqualTo(Secrets.sha256("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}"));
  }

  @Test
  void knows_its_own_signatures_and_no_others() throws GeneralSecurityException, JOSEException {
    PrivateKey curve = ec.toPrivateKey();
    assertSigns(DpopProofKey.read(json(ec), "ES256"), "SHA256withECDSAinP1363Format", curve);
    assertSigns(DpopProofKey.read(json(rsa), "RS256"), "SHA256withRSA", rsa.toPrivateKey());
    assertSigns(DpopProofKey.read(json(rsa), "PS256"), "RSASSA-PSS", rsa.toPrivateKey());
    assertSigns(DpopProofKey.read(edwards(), "EdDSA"), "Ed25519", ed.getPrivate());
    assertSigns(DpopProofKey.read(edwards(), "Ed25519"), "Ed25519", ed.getPrivate());
  }

  @Test
  void tells_a_thumbprint_by_its_form() {
    assertThat(Thumbprint.isOne("A".repeat(43))).isTrue();
    assertThat(Thumbprint.isOne("A".repeat(42))).isFalse();
    assertThat(Thumbprint.isOne("A".repeat(44))).isFalse();
    assertThat(Thumbprint.isOne("!".repeat(43))).isFalse();
  }

  private static void assertSigns(Jwk key, String algorithm, PrivateKey with)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    if (algorithm.equals("RSASSA-PSS")) {
      signature.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    }
    signature.initSign(with);
    signature.update(INPUT);
    byte[] signed = signature.sign();
    assertThat(signed(key, INPUT, signed)).isTrue();
    assertThat(signed(key, new byte[] {3, 2, 1}, signed)).isFalse();
    assertThat(signed(key, INPUT, new byte[0])).isFalse();
    signed[5] ^= 1;
    assertThat(signed(key, INPUT, signed)).isFalse();
  }

  private static boolean signed(Jwk key, byte[] input, byte[] signature) {
    return key.algorithm().verifies(key.key(), input, signature);
  }

  private static void refuses(Map<String, Object> jwk, String algorithm, String why) {
    assertThatThrownBy(() -> DpopProofKey.read(jwk, algorithm))
        .isInstanceOfSatisfying(OAuthException.class, refusal -> {
          assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_DPOP_PROOF);
          assertThat(refusal.description()).contains(why);
        });
  }

  private static Map<String, Object> json(JWK key) {
    return key.toPublicJWK().toJSONObject();
  }

  // RFC 8037 §2: y from its low end, with the sign of x in the last bit.
  private static Map<String, Object> edwards() {
    var point = ((EdECPublicKey) ed.getPublic()).getPoint();
    byte[] big = unsigned(point.getY());
    var little = new byte[32];
    for (int i = 0; i < big.length; i++) {
      little[i] = big[big.length - 1 - i];
    }
    little[31] |= (byte) (point.isXOdd() ? 0x80 : 0);
    return Map.of("kty", "OKP", "crv", "Ed25519", "x", encoded(little));
  }

  private static Map<String, Object> with(Map<String, Object> jwk, String member, Object value) {
    var changed = new LinkedHashMap<>(jwk);
    changed.put(member, value);
    return changed;
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
