package dev.gatehouse.token.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import dev.gatehouse.jose.JwsAlgorithm;
import dev.gatehouse.testing.PemFiles;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import org.junit.jupiter.api.Test;

/** What stands in the JWK Set, RFC 7517 §4 and RFC 7518 §6, with Nimbus as the witness. */
class PublishedKeyTest {
  private static final KeyPair RSA = PemFiles.rsa(2048);
  private static final KeyPair EC = PemFiles.curve("secp256r1");

  @Test // RFC 7638 §3, RFC 7518 §6.3.1: no zero in front of n
  void says_of_an_rsa_key_what_nimbus_reads() throws Exception {
    var key = new PublishedKey(RSA.getPublic());
    JWK read = JWK.parse(key.jwk().encode());
    assertThat(read.toRSAKey().toRSAPublicKey()).isEqualTo(RSA.getPublic());
    assertThat(read.computeThumbprint()).hasToString(key.id());
    assertThat(read.getKeyID()).isEqualTo(key.id());
    assertThat(read.getKeyUse()).isEqualTo(KeyUse.SIGNATURE);
    assertThat(read.getAlgorithm()).hasToString("RS256");
    assertThat(key.jwk().fieldNames())
        .containsExactlyInAnyOrder("kty", "n", "e", "use", "alg", "kid");
    assertThat(key.jwk().getString("n")).hasSize(342).doesNotStartWith("AA");
  }

  @Test
  void says_of_a_curve_key_what_nimbus_reads() throws Exception {
    var key = new PublishedKey(EC.getPublic());
    JWK read = JWK.parse(key.jwk().encode());
    assertThat(read.toECKey().toECPublicKey()).isEqualTo(EC.getPublic());
    assertThat(read.computeThumbprint()).hasToString(key.id());
    assertThat(read.getAlgorithm()).hasToString("ES256");
    assertThat(key.jwk().fieldNames())
        .containsExactlyInAnyOrder("kty", "crv", "x", "y", "use", "alg", "kid");
  }

  @Test // RFC 7518 §6.2.1.2: as long as the field, whatever the number
  void keeps_the_zeros_in_front_of_a_coordinate() throws Exception {
    PublicKey small = point(
        "a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e80",
        "1f99296940dbee650d0879b5a52b167198038e078718a8ce45b487483202aea4");
    JsonObject jwk = new PublishedKey(small).jwk();
    assertThat(jwk.getString("x")).hasSize(43).startsWith("AKGyw9");
    assertThat(jwk.getString("y")).hasSize(43);
    assertThat(JWK.parse(jwk.encode()).toECKey().toECPublicKey()).isEqualTo(small);
  }

  @Test
  void lets_nobody_change_what_it_publishes() {
    var key = new PublishedKey(EC.getPublic());
    key.jwk().put("alg", "none");
    assertThat(key.jwk().getString("alg")).isEqualTo("ES256");
  }

  @Test
  void knows_its_own_signatures_and_no_others() throws Exception {
    for (KeyPair pair : new KeyPair[] {RSA, EC}) {
      var key = new SigningKey(pair);
      byte[] signature = key.sign("input");
      assertThat(key.published().signed("input", signature)).isTrue();
      assertThat(key.published().signed("other", signature)).isFalse();
      signature[9] ^= 1;
      assertThat(key.published().signed("input", signature)).isFalse();
    }
  }

  @Test
  void shows_its_name_and_no_secret() {
    var key = new SigningKey(EC);
    assertThat(key).hasToString("SigningKey[" + key.id() + "]");
    assertThat(key.published()).hasToString("PublishedKey[ES256 " + key.id() + "]");
  }

  @Test // RFC 7518 §3.3
  void is_made_of_an_rsa_key_of_2048_bits() throws Exception {
    SigningKey key = SigningKey.generate();
    assertThat(JWK.parse(key.published().jwk().encode()).size()).isEqualTo(2048);
    assertThat(key.published().algorithm()).isEqualTo(JwsAlgorithm.RS256);
    assertThat(key.published().signed("input", key.sign("input"))).isTrue();
  }

  private static PublicKey point(String x, String y) throws Exception {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    var point = new ECPoint(new BigInteger(x, 16), new BigInteger(y, 16));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
  }
}
