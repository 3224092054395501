package dev.gatehouse.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The one reader of a JWK, RFC 7517 §4, and how its three rules differ; thumbprints by RFC 7638, with Nimbus as the witness. */
class JwkTest {
  private static final JwkRules PROOF = JwkRules.embedded(JwsAlgorithm.RS256);

  private static final RSAKey RSA = NimbusKeys.RSA;
  private static final ECKey EC = NimbusKeys.EC;

  @Test // RFC 7517 §9.2: the rules differ in what they do about a secret, and never keep it
  void refuses_a_private_member_or_drops_it() {
    Map<String, Object> secret = RSA.toJSONObject();
    assertThat(Jwk.read(secret, JwkRules.CLIENT).faults()).containsExactly(JwkFault.PRIVATE);
    assertThat(Jwk.read(secret, PROOF).faults()).containsExactly(JwkFault.PRIVATE);
    Jwk dropped = Jwk.read(secret, JwkRules.ISSUER).key().orElseThrow();
    assertThat(dropped.members()).containsOnlyKeys("kty", "kid", "n", "e");
    assertThat(JwkSet.tellsSecrets(Map.of("keys", List.of(secret)))).isTrue();
    var symmetric = new OctetSequenceKey.Builder(new byte[32]).build().toJSONObject();
    assertThat(JwkSet.tellsSecrets(Map.of("keys", List.of(symmetric)))).isTrue();
    assertThat(JwkSet.tellsSecrets(Map.of("keys", List.of(json(RSA), "x")))).isFalse();
  }

  @Test // RFC 7518 §2: where the thumbprint is the name, one key has one
  void takes_one_spelling_where_the_key_is_known_by_its_thumbprint() {
    var zero = with(json(RSA), "e", "AAEAAQ");
    assertThat(Jwk.read(zero, PROOF).faults()).containsExactly(JwkFault.MALFORMED);
    assertThat(Jwk.read(zero, JwkRules.CLIENT).key()).isPresent();
    var padded = with(json(RSA), "n", json(RSA).get("n") + "==");
    assertThat(Jwk.read(padded, PROOF).faults()).containsExactly(JwkFault.MALFORMED);
    assertThat(Jwk.read(padded, JwkRules.ISSUER).key()).isPresent();
  }

  @Test
  void needs_a_name_where_it_is_one_of_several() {
    var nameless = with(json(EC), "kid", "");
    assertThat(Jwk.read(nameless, JwkRules.ISSUER).faults()).containsExactly(JwkFault.KEY_ID);
    assertThat(Jwk.read(nameless, JwkRules.CLIENT).key()).isPresent();
    var numbered = with(json(RSA), "kid", 5);
    assertThat(Jwk.read(numbered, JwkRules.CLIENT).faults()).containsExactly(JwkFault.KEY_ID);
    assertThat(Jwk.read(numbered, PROOF).key().orElseThrow().id()).isEmpty();
  }

  @Test // CWE-400
  void is_longer_where_the_operator_chose_it() {
    var longer = with(json(RSA), "n", odd(8192));
    assertThat(Jwk.read(longer, JwkRules.CLIENT).faults()).containsExactly(JwkFault.RSA_TOO_LONG);
    assertThat(Jwk.read(longer, JwkRules.ISSUER).key()).isPresent();
    var endless = with(json(RSA), "n", odd(16_385));
    assertThat(Jwk.read(endless, JwkRules.ISSUER).faults()).containsExactly(JwkFault.RSA_TOO_LONG);
    var shorter = with(json(RSA), "n", odd(2047));
    assertThat(Jwk.read(shorter, JwkRules.ISSUER).faults()).containsExactly(JwkFault.RSA_TOO_SHORT);
  }

  @Test
  void has_all_its_faults_the_worst_first() {
    var wrong = with(with(with(json(RSA), "use", "enc"), "kid", 5), "d", "AQAB");
    assertThat(Jwk.read(with(wrong, "n", odd(1024)), JwkRules.CLIENT).faults())
        .containsExactly(
            JwkFault.PRIVATE, JwkFault.OTHER_PURPOSE, JwkFault.KEY_ID, JwkFault.RSA_TOO_SHORT);
    assertThat(Jwk.read("x", JwkRules.CLIENT).faults()).containsExactly(JwkFault.NOT_AN_OBJECT);
    assertThat(Jwk.read(json(EC), PROOF).faults()).contains(JwkFault.OTHER_TYPE);
  }

  @Test // RFC 7638 §3
  void has_the_thumbprint_that_nimbus_computes_however_it_is_spelled() throws JOSEException {
    assertThat(Jwk.read(json(RSA), PROOF).key().orElseThrow().thumbprint())
        .isEqualTo(RSA.computeThumbprint().toString());
    assertThat(Jwk.read(with(json(RSA), "e", "AAEAAQ"), JwkRules.ISSUER)
            .key()
            .orElseThrow()
            .thumbprint())
        .isEqualTo(RSA.computeThumbprint().toString());
    assertThat(Jwk.read(json(EC), JwkRules.ISSUER).key().orElseThrow().thumbprint())
        .isEqualTo(EC.computeThumbprint().toString());
  }

  @Test // RFC 8037 §2: a hundred keys, so that both signs and short numbers are among them
  void writes_an_ed25519_key_as_it_reads_it() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("Ed25519");
    JwkRules rules = JwkRules.embedded(JwsAlgorithm.EdDSA);
    for (int i = 0; i < 100; i++) {
      var key = generator.generateKeyPair().getPublic();
      Jwk read = Jwk.read(PublicKeys.members(key), rules).key().orElseThrow();
      assertThat(read.key()).isEqualTo(key);
      assertThat(read.thumbprint()).isEqualTo(Thumbprint.of(key));
    }
  }

  private static Map<String, Object> json(JWK key) {
    return key.toPublicJWK().toJSONObject();
  }

  private static Map<String, Object> with(Map<String, Object> jwk, String member, Object value) {
    var changed = new LinkedHashMap<>(jwk);
    changed.put(member, value);
    return changed;
  }

  private static String odd(int bits) {
    byte[] bytes = BigInteger.ONE.shiftLeft(bits - 1).setBit(0).toByteArray();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
