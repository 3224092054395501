package dev.gatehouse.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.client.ClientKey;
import dev.gatehouse.oauth.client.ClientKeys;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of clients, RFC 7517 and RFC 7518 §6: what is weak, private or no key is refused before a library sees it. */
class ClientJwksTest {
  private static final byte[] INPUT = {1, 2, 3};

  private static final RSAKey RSA = NimbusKeys.RSA;
  private static final ECKey EC = NimbusKeys.EC;

  @ParameterizedTest
  @CsvSource({
    "kty,oct",
    "kty,OKP",
    "use,enc",
    "use,''",
    "alg,RS512",
    "alg,ES256",
    "e,AQ",
    "e,Ag",
    "e,''",
    "n,AQAB",
    "n,!",
    "kid,5",
    "d,AQAB",
    "k,AQAB",
    "p,AQAB"
  })
  void refuse_an_rsa_key_of_which_a_member_is_wrong(String member, String value) {
    refuses(changed(RSA.toPublicJWK().toJSONObject(), member, value.equals("5") ? 5 : value));
  }

  @ParameterizedTest
  @CsvSource({"crv,P-384", "crv,''", "x,AA", "y,AA", "alg,RS256", "use,enc", "x,''", "kty,RSA"})
  void refuse_a_curve_key_of_which_a_member_is_wrong(String member, String value) {
    refuses(changed(EC.toPublicJWK().toJSONObject(), member, value));
  }

  @Test
  void refuse_a_point_beside_the_curve_and_a_key_of_other_operations() {
    refuses(changed(
        EC.toPublicJWK().toJSONObject(), "y", EC.getX().toString())); // a number, not its own
    refuses(changed(RSA.toPublicJWK().toJSONObject(), "key_ops", List.of("encrypt")));
    refuses(changed(RSA.toPublicJWK().toJSONObject(), "kid", "k".repeat(257)));
    refuses(changed(RSA.toPublicJWK().toJSONObject(), "e", odd(33)));
    refuses(changed(RSA.toPublicJWK().toJSONObject(), "n", odd(2047)));
    refuses(changed(RSA.toPublicJWK().toJSONObject(), "n", odd(4097)));
  }

  @Test
  void take_keys_at_the_bounds() {
    read(changed(RSA.toPublicJWK().toJSONObject(), "e", odd(32)));
    read(changed(RSA.toPublicJWK().toJSONObject(), "n", odd(2048)));
    read(changed(RSA.toPublicJWK().toJSONObject(), "n", odd(4096)));
    read(changed(RSA.toPublicJWK().toJSONObject(), "kid", "k".repeat(256)));
    read(changed(RSA.toPublicJWK().toJSONObject(), "key_ops", List.of("verify")));
  }

  @Test
  void refuse_a_set_that_is_none_or_whose_names_repeat() {
    Map<String, Object> key = RSA.toPublicJWK().toJSONObject();
    Map<String, Object> nameless = changed(key, "kid", "");
    assertThatThrownBy(() -> ClientJwks.read(Map.of())).hasMessageContaining("1 to 10 keys");
    assertThatThrownBy(() -> set()).hasMessageContaining("1 to 10 keys");
    assertThatThrownBy(() -> set(Collections.nCopies(11, key).toArray()))
        .hasMessageContaining("1 to 10 keys");
    assertThatThrownBy(() -> set("x")).hasMessageContaining("not an object");
    assertThatThrownBy(() -> set(key, key)).hasMessageContaining("a kid of its own");
    assertThatThrownBy(() -> set(key, nameless)).hasMessageContaining("a kid of its own");
  }

  @Test
  void are_found_by_name_or_where_there_is_only_one() {
    ClientKeys both = set(RSA.toPublicJWK().toJSONObject(), EC.toPublicJWK().toJSONObject());
    assertThat(both.named("e").orElseThrow().algorithm()).isEqualTo("ES256");
    assertThat(both.named("r").orElseThrow().algorithm()).isEqualTo("RS256");
    assertThat(both.named("x")).isEmpty();
    assertThat(both.named("")).isEmpty();
    assertThat(read(EC.toPublicJWK().toJSONObject()).named("").orElseThrow().id())
        .isEqualTo("e");
    assertThat(both.isEmpty()).isFalse();
    assertThat(ClientKeys.NONE.isEmpty()).isTrue();
    assertThat(ClientKeys.at("https://a.example/jwks").isEmpty()).isFalse();
  }

  @Test
  void pass_over_kinds_that_are_not_served_but_never_over_a_private_key() {
    Map<String, Object> other = Map.of("kty", "OKP", "crv", "Ed25519", "x", "AA");
    var mixed = Map.of("keys", List.of(other, "x", EC.toPublicJWK().toJSONObject()));
    assertThat(ClientJwks.readUsable(mixed).keys()).hasSize(1);
    assertThatThrownBy(() -> ClientJwks.readUsable(Map.of("keys", List.of(other))))
        .hasMessageContaining("no key for signatures");
    assertThatThrownBy(() -> ClientJwks.readUsable(Map.of("keys", "x")))
        .hasMessageContaining("JWK Set");
    assertThatThrownBy(() -> ClientJwks.readUsable(
            Map.of("keys", List.of(EC.toPublicJWK().toJSONObject(), RSA.toJSONObject()))))
        .hasMessageContaining("private or symmetric");
  }

  @Test
  void know_their_own_signatures_and_no_other() throws Exception {
    byte[] byRsa = signature("SHA256withRSA", RSA.toPrivateKey());
    byte[] byCurve = signature("SHA256withECDSAinP1363Format", EC.toPrivateKey());
    ClientKey rsaKey = read(RSA.toPublicJWK().toJSONObject()).named("r").orElseThrow();
    ClientKey curveKey = read(EC.toPublicJWK().toJSONObject()).named("e").orElseThrow();
    assertThat(signed(rsaKey, INPUT, byRsa)).isTrue();
    assertThat(signed(curveKey, INPUT, byCurve)).isTrue();
    assertThat(signed(rsaKey, INPUT, byCurve)).isFalse();
    assertThat(signed(rsaKey, new byte[] {9}, byRsa)).isFalse();
    assertThat(signed(curveKey, INPUT, byRsa)).isFalse();
    assertThat(signed(curveKey, new byte[] {9}, byCurve)).isFalse();
    assertThat(signed(curveKey, INPUT, new byte[64])).isFalse(); // CVE-2022-21449
    assertThat(signed(curveKey, INPUT, new byte[0])).isFalse();
  }

  private static boolean signed(ClientKey key, byte[] input, byte[] signature) {
    return JwsAlgorithm.valueOf(key.algorithm()).verifies(key.key(), input, signature);
  }

  private static byte[] signature(String algorithm, PrivateKey key)
      throws GeneralSecurityException {
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(INPUT);
    return signer.sign();
  }

  /** An odd number of so many bits. */
  private static String odd(int bits) {
    byte[] bytes = java.math.BigInteger.ONE.shiftLeft(bits - 1).setBit(0).toByteArray();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static ClientKeys set(Object... keys) {
    return ClientJwks.read(Map.of("keys", List.of(keys)));
  }

  private static ClientKeys read(Map<String, Object> jwk) {
    return set(jwk);
  }

  private static void refuses(Map<String, Object> jwk) {
    assertThatThrownBy(() -> read(jwk))
        .isInstanceOfSatisfying(
            OAuthException.class,
            refused -> assertThat(refused.error()).isEqualTo(OAuthError.INVALID_CLIENT_METADATA));
  }

  private static Map<String, Object> changed(Map<String, Object> jwk, String member, Object value) {
    var copy = new LinkedHashMap<>(jwk);
    copy.put(member, value);
    return copy;
  }
}
