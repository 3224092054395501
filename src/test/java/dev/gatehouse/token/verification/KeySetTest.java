package dev.gatehouse.token.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.gatehouse.json.StrictJson;
import dev.gatehouse.testing.Assertions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys of a JWK Set may sign access tokens, RFC 7517 §5; the others are left out, and spoil nothing. */
class KeySetTest {
  private static final ECKey CURVE = Assertions.ec("ec");
  private static final JsonObject EC = new JsonObject(CURVE.toPublicJWK().toJSONString());
  private static final JsonObject RSA = new JsonObject()
      .put("kty", "RSA")
      .put("kid", "rsa")
      .put("n", number(BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE)))
      .put("e", "AQAB");

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'keys':null}", "{'keys':{}}", "{'keys':[null,1,'x',[],{}]}"})
  void has_no_key_where_there_is_none(String jwks) {
    assertThat(KeySet.of(new JsonObject(jwks.replace('\'', '"')).getMap()).isEmpty())
        .isTrue();
    assertThat(KeySet.NONE.isEmpty()).isTrue();
  }

  @ParameterizedTest // RFC 7517 §4.2 to §4.5
  @CsvSource({
    "kid, ''",
    "kid, 17",
    "kid, null",
    "use, '\"enc\"'",
    "use, null",
    "alg, '\"RS512\"'",
    "alg, '\"HS256\"'",
    "alg, null",
    "key_ops, '[]'",
    "key_ops, '[\"sign\"]'"
  })
  void leaves_out_a_key_without_a_name_or_for_something_else(String member, String json) {
    assertLeftOut(changed(EC, member, json));
    assertLeftOut(changed(RSA, member, json));
  }

  @Test
  void takes_a_key_that_says_its_use_and_one_that_does_not() {
    for (String use : List.of("\"sig\"", "")) {
      assertTaken(changed(EC, "use", use), "ES256");
      assertTaken(changed(RSA, "use", use), "RS256");
    }
  }

  @Test
  void takes_a_key_that_says_its_algorithm_and_its_operation() {
    assertTaken(changed(EC, "alg", "\"ES256\""), "ES256");
    assertTaken(changed(RSA, "alg", "\"RS256\""), "RS256");
    assertTaken(changed(RSA, "key_ops", "[\"sign\",\"verify\"]"), "RS256");
  }

  @ParameterizedTest // RFC 7518 §6.3.1
  @CsvSource({
    "kty, '\"EC\"'",
    "kty, '\"oct\"'",
    "n, ''",
    "n, 17",
    "n, '\"!\"'",
    "e, ''",
    "e, 17",
    "e, '\"!\"'",
    "e, '\"AQ\"'",
    "e, '\"Ag\"'",
    "alg, '\"ES256\"'"
  })
  void leaves_out_an_rsa_key_of_which_a_member_is_wrong(String member, String json) {
    assertLeftOut(changed(RSA, member, json));
  }

  @Test // RFC 7518 §3.3
  void leaves_out_an_rsa_key_shorter_than_2048_bits() {
    String shorter = number(BigInteger.ONE.shiftLeft(2046).add(BigInteger.ONE));
    assertLeftOut(changed(RSA, "n", '"' + shorter + '"'));
    assertTaken(RSA, "RS256");
    assertTaken(changed(RSA, "e", "\"Aw\""), "RS256");
  }

  @ParameterizedTest // RFC 7518 §6.2.1
  @CsvSource({
    "kty, '\"RSA\"'",
    "kty, '\"OKP\"'",
    "crv, '\"P-384\"'",
    "crv, ''",
    "x, ''",
    "x, 17",
    "x, '\"!\"'",
    "x, '\"AQ\"'",
    "y, ''",
    "y, 17",
    "y, '\"!\"'",
    "y, '\"AQ\"'",
    "alg, '\"RS256\"'"
  })
  void leaves_out_a_curve_key_of_which_a_member_is_wrong(String member, String json) {
    assertLeftOut(changed(EC, member, json));
  }

  @Test // RFC 7518 §6.2.1.2: the point on the curve, in 32 bytes each
  void leaves_out_a_point_elsewhere_and_one_of_another_length() {
    assertLeftOut(EC.copy().put("y", EC.getString("x")));
    for (String member : List.of("x", "y")) {
      byte[] bytes = Base64.getUrlDecoder().decode(EC.getString(member));
      var longer = new byte[33];
      System.arraycopy(bytes, 0, longer, 1, 32);
      assertLeftOut(EC.copy().put(member, encoded(longer)));
      assertLeftOut(EC.copy().put(member, encoded(Arrays.copyOf(bytes, 31))));
    }
    assertTaken(EC, "ES256");
  }

  @Test // one point would have two spellings
  void leaves_out_a_coordinate_beyond_the_field() {
    var prime =
        new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    String x = "d7325d7646cd60d80a92738ceb345f844cffaf35841022cab176f692de8de1d7";
    String y = "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4";
    assertTaken(point(BigInteger.ZERO, new BigInteger(y, 16)), "ES256");
    assertLeftOut(point(prime, new BigInteger(y, 16)));
    assertTaken(point(new BigInteger(x, 16), BigInteger.valueOf(5)), "ES256");
    assertLeftOut(point(new BigInteger(x, 16), BigInteger.valueOf(5).add(prime)));
  }

  @Test // RFC 7517 §9.2: the private part is not ours to keep
  void keeps_the_public_half_alone() throws Exception {
    var secret = new JsonObject(CURVE.toJSONString()).put("x5u", "https://evil.example");
    assertThat(set(secret).keys().get("ec"))
        .isEqualTo(EC.copy().put("use", "sig").put("alg", "ES256"));
    RSAKey rsa = RSAKey.parse(RSA.encode());
    assertThat(
            set(RSA.copy().put("d", "AQAB").put("p", "AQAB")).keys().get("rsa").getMap())
        .isEqualTo(Map.of(
            "kty",
            "RSA",
            "use",
            "sig",
            "alg",
            "RS256",
            "kid",
            "rsa",
            "e",
            "AQAB",
            "n",
            rsa.getModulus().toString()));
  }

  @Test
  void counts_the_first_of_two_keys_with_one_name() {
    KeySet both = set(EC, RSA.copy().put("kid", "ec"));
    assertThat(both.keys()).hasSize(1);
    assertThat(both.algorithmOf("ec")).isEqualTo("ES256");
  }

  @Test // CWE-770
  void reads_the_first_hundred_keys() {
    JsonObject[] many = IntStream.rangeClosed(1, 101)
        .mapToObj(i -> EC.copy().put("kid", "key-" + i))
        .toArray(JsonObject[]::new);
    KeySet set = set(many);
    assertThat(set.keys()).hasSize(100);
    assertThat(set.has("key-100")).isTrue();
    assertThat(set.has("key-101")).isFalse();
  }

  private static void assertTaken(JsonObject key, String algorithm) {
    KeySet set = set(key);
    assertThat(set.isEmpty()).isFalse();
    assertThat(set.has(key.getString("kid"))).isTrue();
    assertThat(set.algorithmOf(key.getString("kid"))).isEqualTo(algorithm);
  }

  private static void assertLeftOut(JsonObject key) {
    assertThat(set(key, EC.copy().put("kid", "good")).keys()).containsOnlyKeys("good");
  }

  private static KeySet set(JsonObject... keys) {
    var jwks = new JsonObject().put("keys", new JsonArray(List.of(keys)));
    return KeySet.of(StrictJson.JWT.object(jwks.toBuffer()).getMap());
  }

  /** With a member, JSON, in place of what was there; without it where the JSON is empty. */
  private static JsonObject changed(JsonObject key, String member, String json) {
    JsonObject changed = key.copy();
    changed.remove(member);
    return json.isEmpty()
        ? changed
        : changed.mergeIn(new JsonObject("{\"" + member + "\":" + json + '}'));
  }

  private static JsonObject point(BigInteger x, BigInteger y) {
    return EC.copy().put("x", coordinate(x)).put("y", coordinate(y));
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    var padded = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, padded, 32 - length, length);
    return encoded(padded);
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return encoded(Arrays.copyOfRange(bytes, 1, bytes.length));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
