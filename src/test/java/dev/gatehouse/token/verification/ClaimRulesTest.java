package dev.gatehouse.token.verification;

import static dev.gatehouse.testing.OneLoop.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.StrictJson;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The claims of an access token to the second and to the letter, RFC 9068 §2.2 and §4; over HTTP it is {@code Rfc9068AccessTokenTest}. */
class ClaimRulesTest {
  private static final String ISSUER = "https://as.example";
  private static final String AUDIENCE = "https://rs.example/mcp";
  private static final String THUMBPRINT = "A".repeat(43);
  private static final long NOW = 1_800_000_000;

  private final MovableClock clock = MovableClock.stoppedAt(Instant.ofEpochSecond(NOW));

  @ParameterizedTest
  @CsvSource({"'\"https://as.example/\"'", "null", "'[\"https://as.example\"]'"})
  void refuses_another_issuer(String iss) {
    assertRefused("iss", iss, "from another issuer");
  }

  @ParameterizedTest // RFC 7519 §4.1.3
  @ValueSource(
      strings = {
        "\"https://rs.example\"",
        "null",
        "[]",
        "[\"https://other.example\"]",
        "[\"https://rs.example/mcp\", 1]"
      })
  void refuses_another_audience(String aud) {
    assertRefused("aud", aud, "for another audience");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sub", "client_id", "jti"})
  void refuses_a_claim_that_is_no_string_or_says_nothing(String name) {
    for (String value : new String[] {"", "null", "17", "\"\""}) {
      assertRefused(name, value, "the claim '" + name + "' is missing or not a string");
    }
  }

  @ParameterizedTest // RFC 7519 §2, and 9999-12-31
  @ValueSource(strings = {"iat", "exp"})
  void refuses_a_date_that_is_not_a_number_of_seconds(String name) {
    for (String value :
        new String[] {"", "null", "\"1\"", "true", "[1]", "-1", "-0.5", "253402300800", "1e300"}) {
      assertRefused(name, value, "'" + name + "' is missing or not a number of seconds");
    }
    assertThat(read("iat", "0").issuedAt()).isEqualTo(Instant.EPOCH);
    assertThat(read("exp", "253402300799").expiresAt())
        .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    assertRefused("exp", "0", "expired");
  }

  @Test // RFC 7519 §2: with or without a fraction
  void reads_a_date_with_a_fraction_or_an_exponent() {
    assertThat(read("iat", NOW - 1 + ".25").issuedAt())
        .isEqualTo(Instant.ofEpochSecond(NOW - 1, 250_000_000));
    assertThat(read("iat", "1e3").issuedAt()).isEqualTo(Instant.ofEpochSecond(1000));
    assertThat(read("nbf", NOW + ".0").subject()).isEqualTo("alice");
    assertThat(read("exp", NOW + ".5").expiresAt())
        .isEqualTo(Instant.ofEpochSecond(NOW, 500_000_000));
    assertRefused("exp", NOW - 1 + ".75", "expired");
    assertRefused("nbf", NOW + 30 + ".5", "not valid yet");
  }

  @Test // RFC 7519 §4.1.4: the leeway is not for it
  void refuses_a_token_from_the_very_second_of_its_expiry_on() {
    AccessToken token = read("exp", Long.toString(NOW + 1));
    rules().requireUnexpired(token);
    clock.advance(Duration.ofSeconds(1));
    assertThat(refusal(() -> rules().requireUnexpired(token)).description())
        .isEqualTo("the token expired");
    assertRefused("exp", Long.toString(NOW + 1), "the token expired");
  }

  @Test // RFC 7519 §4.1.5, §4.1.6
  void refuses_a_token_of_the_future_beyond_the_leeway() {
    assertRefused("iat", Long.toString(NOW + 31), "issued in the future");
    assertRefused("nbf", Long.toString(NOW + 31), "not valid yet");
    assertRefused("nbf", "null", "'nbf' is missing or not a number of seconds");
    assertThat(read("iat", Long.toString(NOW + 30)).issuedAt())
        .isEqualTo(Instant.ofEpochSecond(NOW + 30));
    assertThat(read("nbf", Long.toString(NOW + 30)).subject()).isEqualTo("alice");
  }

  @ParameterizedTest // RFC 9068 §2.2.3
  @CsvSource({
    "17, is not a string",
    "null, is not a string",
    "'[\"mcp.read\"]', is not a string",
    "'\"ä\"', is not a list of scopes"
  })
  void refuses_scopes_that_are_not_written_as_such(String scope, String why) {
    assertRefused("scope", scope, why);
  }

  @ParameterizedTest // RFC 7800 §3.1
  @ValueSource(
      strings = {"null", "{}", "{\"jkt\":1}", "{\"jkt\":\"short\"}", "{\"x5t#S256\":\"a\"}"})
  void refuses_a_token_that_is_bound_in_a_way_unknown_here(String cnf) {
    assertRefused("cnf", cnf, "bound in a way unknown here");
  }

  @Test
  void reads_all_that_a_token_says() {
    Map<String, Object> claims = claims("cnf", "{\"jkt\":\"" + THUMBPRINT + "\"}");
    claims.put("ring", "operator");
    assertThat(rules().check(Map.of("typ", "at+jwt"), claims))
        .isEqualTo(new AccessToken(
            ISSUER,
            "alice",
            AUDIENCE,
            "inspector",
            "grant.1",
            Scopes.of("mcp.read", "notes:read"),
            Instant.ofEpochSecond(NOW),
            Instant.ofEpochSecond(NOW + 60),
            "operator",
            THUMBPRINT));
  }

  @Test
  void reads_what_may_be_missing_as_nothing() {
    AccessToken token = read("scope", "");
    assertThat(token.scopes().isEmpty()).isTrue();
    assertThat(token.ring()).isEmpty();
    assertThat(token.isBound()).isFalse();
    assertThat(read("ring", "17").ring()).isEmpty();
    assertThat(read("aud", "[\"https://other.example\",\"" + AUDIENCE + "\"]").audience())
        .isEqualTo(AUDIENCE);
  }

  @Test // RFC 7519 §4.1.7: optional in a plain JWT, but never of another type
  void takes_a_plain_token_without_an_id_and_none_with_a_wrong_one() {
    ClaimRules plain = rules(TokenProfile.PLAIN_JWT);
    Map<String, Object> header = Map.of("typ", "JWT");
    assertThat(plain.check(header, claims("jti", "")).id()).isEmpty();
    assertThat(plain.check(header, claims("jti", "\"x\"")).id()).isEqualTo("x");
    assertThat(refusal(() -> plain.check(header, claims("jti", "17"))).description())
        .contains("'jti' is missing or not a string");
    assertThat(refusal(() -> plain.check(header, claims("typ", "\"ID\""))).description())
        .contains("this is no access token");
  }

  private AccessToken read(String name, String json) {
    return rules().check(Map.of("typ", "at+jwt"), claims(name, json));
  }

  private void assertRefused(String name, String json, String why) {
    OAuthException refusal = refusal(() -> read(name, json));
    assertThat(refusal.error()).isEqualTo(OAuthError.INVALID_TOKEN);
    assertThat(refusal.description()).contains(why);
  }

  private ClaimRules rules() {
    return rules(TokenProfile.RFC_9068);
  }

  private ClaimRules rules(TokenProfile profile) {
    return new ClaimRules(profile, ISSUER, AUDIENCE, Duration.ofSeconds(30), clock);
  }

  /** Good ones but for one, which is missing where its JSON is empty. */
  private static Map<String, Object> claims(String name, String json) {
    var claims = new LinkedHashMap<String, Object>(Map.of(
        "iss",
        ISSUER,
        "sub",
        "alice",
        "aud",
        AUDIENCE,
        "client_id",
        "inspector",
        "jti",
        "grant.1",
        "iat",
        NOW,
        "exp",
        NOW + 60,
        "scope",
        "mcp.read notes:read"));
    claims.remove(name);
    if (!json.isEmpty()) {
      var given = Buffer.buffer("{\"" + name + "\":" + json + '}');
      claims.putAll(StrictJson.JWT.object(given).getMap());
    }
    return claims;
  }
}
