package dev.gatehouse.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one reader of a compact JWS, RFC 7515 §7.1: strict for who decides, with its faults as values for who shows; Nimbus is the witness. */
class JwsTest {
  private static final int LONGEST = 8192;

  private static final RSAKey RSA = NimbusKeys.RSA;
  private static final ECKey EC = NimbusKeys.EC;

  @ParameterizedTest
  @CsvSource({
    "'', NOT_THREE_PARTS",
    "e30.e30, NOT_THREE_PARTS",
    "e30.e30.AA.AA, NOT_THREE_PARTS",
    "e30.e30.AA.AA.AA, NOT_THREE_PARTS",
    "e30.e30., UNSIGNED",
    ".e30.AA, EMPTY_PART",
    "e30..AA, EMPTY_PART",
    "e3+.e30.AA, NOT_BASE64URL",
    "e30.e30.A, NOT_BASE64URL",
    "e30.e30.A A, NOT_BASE64URL",
    "e30=.e30.AA, NOT_CANONICAL",
    "e30.e31.AA, NOT_CANONICAL",
    "e30.e30.AB, NOT_CANONICAL",
    "W10.e30.AA, NOT_STRICT_JSON",
    "e30.bnVsbA.AA, NOT_STRICT_JSON",
    "e30.eyJhIjoxLCJhIjoyfQ.AA, NOT_STRICT_JSON"
  })
  void has_one_fault_for_each_way_to_be_none(String token, JwsFault fault) {
    assertThat(JwsView.of(token, LONGEST).faults()).containsExactly(fault);
    assertThatThrownBy(() -> Jws.parse(token, LONGEST))
        .isInstanceOfSatisfying(
            JwsException.class, refusal -> assertThat(refusal.fault()).isEqualTo(fault));
  }

  @Test // CWE-770
  void is_as_long_as_the_caller_reads_and_no_longer() {
    String longest = "e30.e30." + "A".repeat(92);
    assertThat(Jws.parse(longest, 100).header()).isEmpty();
    assertThat(JwsView.of(longest, 99).faults()).containsExactly(JwsFault.TOO_LONG);
    assertThat(JwsView.of(longest, 99).header()).isEmpty();
  }

  @Test // what is wrong does not hide what was sent
  void shows_what_it_refuses() {
    var twice = JwsView.of("eyJhIjoxLCJhIjoyfQ.e31.", LONGEST);
    assertThat(twice.faults())
        .containsExactly(JwsFault.UNSIGNED, JwsFault.NOT_CANONICAL, JwsFault.NOT_STRICT_JSON);
    assertThat(twice.header()).contains(Map.of("a", 2));
    assertThat(twice.payload()).contains(Map.of());
    assertThat(JwsView.of("W10.bnVsbA.AA", LONGEST).header()).isEmpty();
    assertThat(JwsView.of("W10.bnVsbA.AA", LONGEST).payload()).isEmpty();
    assertThat(JwsView.of("!.e30.AA", LONGEST).payload()).contains(Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "a.b.c, true",
    "a.b., true",
    "a..c, true",
    "'.b.c', false",
    "a.b, false",
    "a.b.c.d, false",
    "'', false"
  })
  void looks_like_one_by_its_dots(String text, boolean like) {
    assertThat(JwsView.looksLikeOne(text, 100)).isEqualTo(like);
    assertThat(JwsView.looksLikeOne(text + "x".repeat(100), 100)).isFalse();
  }

  @Test // RFC 7518 §3.3 to §3.5
  void knows_the_signatures_that_nimbus_makes() throws Exception {
    for (String alg : List.of("RS256", "PS256", "ES256")) {
      Jws jws = Jws.parse(signed(alg), LONGEST);
      assertThat(jws.isSignedBy(key(alg))).as(alg).isTrue();
      assertThat(jws.payload()).containsEntry("sub", "alice");
      for (String other : List.of("RS256", "PS256", "ES256")) {
        assertThat(jws.isSignedBy(key(other))).as(alg + other).isEqualTo(alg.equals(other));
      }
    }
  }

  @Test
  void tells_nothing_that_could_be_replayed() {
    assertThat(Jws.parse("eyJhIjoxfQ.eyJqdGkiOiJzZWNyZXQifQ.c2ln", LONGEST))
        .hasToString("Jws[{a=1}]");
  }

  @Property(tries = 2000) // what passes is what Nimbus reads
  void reads_what_nimbus_reads(@ForAll("tokens") String token) throws ParseException {
    JwsView view = JwsView.of(token, LONGEST);
    if (!view.faults().isEmpty()) {
      assertThatThrownBy(() -> Jws.parse(token, LONGEST)).isInstanceOf(JwsException.class);
      return;
    }
    Jws jws = Jws.parse(token, LONGEST);
    String[] parts = token.split("\\.", -1);
    for (int i = 0; i < 2; i++) {
      Map<String, Object> theirs = JSONObjectUtils.parse(new Base64URL(parts[i]).decodeToString());
      assertThat((i == 0 ? jws.header() : jws.payload()).keySet()).isEqualTo(theirs.keySet());
    }
    assertThat(Arrays.stream(parts))
        .allMatch(
            part -> Base64URL.encode(new Base64URL(part).decode()).toString().equals(part));
  }

  @Provide
  Arbitrary<String> tokens() {
    Arbitrary<String> json = Arbitraries.of(
        "{}",
        "{\"a\":1}",
        "{\"a\":1,\"a\":2}",
        "[]",
        "null",
        "{\"a\":",
        "{\"é\":\"\\ud800\"}",
        "{\"b\":{\"c\":[1,null]}}");
    Arbitrary<String> part = Arbitraries.oneOf(
        json.map(text -> Base64URL.encode(text.getBytes(StandardCharsets.UTF_8)).toString()),
        Arbitraries.strings().withChars("eyJhIjoxfQ30=+/_- .").ofMaxLength(8));
    Arbitrary<String> end = Arbitraries.of("AA", "AB", "", "AA==", "c2ln", "c2ln.AA", "c 2");
    return Combinators.combine(part, part, end)
        .as((one, two, three) -> one + '.' + two + '.' + three);
  }

  private static Jwk key(String alg) {
    JWK jwk = alg.equals("ES256") ? EC : RSA;
    return Jwk.read(jwk.toPublicJWK().toJSONObject(), JwkRules.embedded(JwsAlgorithm.valueOf(alg)))
        .key()
        .orElseThrow();
  }

  private static String signed(String alg) throws JOSEException {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.parse(alg)).type(JOSEObjectType.JWT).build();
    var jws = new JWSObject(header, new Payload("{\"sub\":\"alice\"}"));
    jws.sign(alg.equals("ES256") ? new ECDSASigner(EC) : new RSASSASigner(RSA));
    return jws.serialize();
  }
}
