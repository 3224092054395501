package dev.gatehouse.token.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.testing.Jwt;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.OneLoop;
import dev.gatehouse.testing.PemFiles;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that this server signs and reads back, RFC 9068 §2, for RFC 7009 and RFC 7662. */
class OwnTokensTest {
  @RegisterExtension
  static final OneLoop loop = new OneLoop();

  private static final SigningKey KEY = new SigningKey(PemFiles.curve("secp256r1"));
  private static final SigningKey NEXT = new SigningKey(PemFiles.curve("secp256r1"));
  private static final Duration RETENTION = Duration.ofHours(1);

  private final MovableClock clock = new MovableClock();
  private final SigningKeys keys = new SigningKeys(KEY, RETENTION, clock);
  private final OwnTokens own = new OwnTokens(keys);
  private final AccessTokenMinter minter = new AccessTokenMinter(keys, loop.workers());

  @Test
  void refuses_the_signature_of_another_key_under_our_name() throws Exception {
    var stranger = new SigningKey(PemFiles.curve("secp256r1"));
    assertThat(own.read(signed(stranger, header(KEY), token("", "").claims()))).isEmpty();
    assertThat(own.read(signed(stranger, header(stranger), token("", "").claims())))
        .isEmpty();
  }

  @ParameterizedTest // RFC 8725 §3.1: the key decides how it signs
  @CsvSource({"alg, RS256", "alg, none", "alg, ''", "kid, ''", "kid, other"})
  void refuses_another_algorithm_and_another_key(String member, String value) throws Exception {
    JsonObject header = header(KEY).put(member, value);
    assertThat(own.read(signed(KEY, header, token("", "").claims()))).isEmpty();
    header.remove(member);
    assertThat(own.read(signed(KEY, header, token("", "").claims()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "e30.e30",
        "e30.e30.e30",
        "!.!.!",
        "e30.e30.e30.e30",
        "W10.e30.AA",
        "bnVsbA.bnVsbA.AA",
        "e30.bnVsbA.AA"
      })
  void refuses_what_is_no_token(String text) {
    assertThat(own.read(text)).isEmpty();
  }

  @Test
  void refuses_a_token_with_a_part_too_many() throws Exception {
    String good = loop.await(minter.mint(token("", "")));
    assertThat(own.read(good)).isPresent();
    assertThat(own.read(good + ".")).isEmpty();
    assertThat(own.read(good.substring(0, good.lastIndexOf('.') + 1))).isEmpty();
  }

  @Test // whose key is no longer published
  void refuses_a_token_whose_key_has_gone() {
    String token = loop.await(minter.mint(token("", "")));
    keys.succeed(NEXT);
    assertThat(own.read(token)).isPresent();
    clock.advance(RETENTION);
    assertThat(own.read(token)).isEmpty();
  }

  @Test
  void reads_back_what_it_minted_also_when_it_has_expired() {
    AccessToken bound = token("operator", "thumbprint");
    assertThat(own.read(loop.await(minter.mint(bound)))).contains(bound);
    AccessToken bearer = token("", "");
    String text = loop.await(minter.mint(bearer));
    clock.advance(Duration.ofMinutes(30));
    assertThat(own.read(text)).contains(bearer);
  }

  @Test // RFC 9068 §2.1, with Nimbus as the witness
  void mints_a_jws_that_names_its_type_and_its_key() throws Exception {
    String token = loop.await(minter.mint(token("", "")));
    assertThat(Jwt.header(token))
        .isEqualTo(header(KEY))
        .isEqualTo(new JsonObject().put("alg", "ES256").put("typ", "at+jwt").put("kid", KEY.id()));
    assertThat(Jwt.claims(token)).isEqualTo(token("", "").claims());
    var witness = new ECDSAVerifier(JWK.parse(KEY.published().jwk().encode()).toECKey());
    assertThat(SignedJWT.parse(token).verify(witness)).isTrue();
  }

  @Test
  void mints_with_the_key_that_came_last() {
    keys.succeed(NEXT);
    String token = loop.await(minter.mint(token("", "")));
    assertThat(Jwt.header(token)).isEqualTo(header(NEXT));
    assertThat(own.read(token)).contains(token("", ""));
  }

  private static JsonObject header(SigningKey key) {
    return new JsonObject()
        .put("alg", key.published().algorithm().name())
        .put("typ", "at+jwt")
        .put("kid", key.id());
  }

  private static String signed(SigningKey key, JsonObject header, JsonObject claims)
      throws GeneralSecurityException {
    String input = encoded(header.encode().getBytes(StandardCharsets.UTF_8))
        + '.'
        + encoded(claims.encode().getBytes(StandardCharsets.UTF_8));
    return input + '.' + encoded(key.sign(input));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static AccessToken token(String ring, String thumbprint) {
    return new AccessToken(
        "https://as.example",
        "alice",
        "https://rs.example/mcp",
        "inspector",
        "grant.1",
        Scopes.of("mcp.read"),
        Instant.ofEpochSecond(1_800_000_000),
        Instant.ofEpochSecond(1_800_000_600),
        ring,
        thumbprint);
  }
}
