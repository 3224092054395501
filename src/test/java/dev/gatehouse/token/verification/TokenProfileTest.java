package dev.gatehouse.token.verification;

import static dev.gatehouse.testing.OneLoop.refusal;
import static dev.gatehouse.token.verification.TokenProfile.PLAIN_JWT;
import static dev.gatehouse.token.verification.TokenProfile.RFC_9068;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an access token is told from other JWTs of its issuer, RFC 8725 §3.11 and §3.12, RFC 9068 §2.1. */
class TokenProfileTest {
  private static final Map<String, Object> PLAIN = Map.of("typ", "JWT");
  private static final Map<String, Object> NAMED = Map.of("typ", "application/AT+JWT");

  @ParameterizedTest
  @ValueSource(strings = {"jwt", "at", "id_token+jwt", "logout+jwt", "dpop+jwt", ""})
  void refuses_another_type_where_rfc_9068_holds(String typ) {
    assertThat(refusal(() -> checkType(RFC_9068, Map.of("typ", typ))).reason())
        .isEqualTo("typ is not at+jwt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id_token+jwt", "logout+jwt", "dpop+jwt", ""})
  void refuses_a_type_that_is_neither_where_plain_tokens_are_taken(String typ) {
    assertThat(refusal(() -> checkType(PLAIN_JWT, Map.of("typ", typ))).reason())
        .isEqualTo("typ is neither at+jwt nor JWT");
  }

  @Test
  void refuses_a_type_that_is_no_string() {
    var header = new HashMap<String, Object>();
    header.put("typ", null);
    assertThat(refusal(() -> checkType(PLAIN_JWT, header)).reason()).contains("neither");
    assertThat(refusal(() -> checkType(RFC_9068, Map.of("typ", 17))).reason()).contains("at+jwt");
    assertThat(refusal(() -> checkType(RFC_9068, Map.of())).reason()).contains("at+jwt");
  }

  @Test
  void takes_the_type_in_any_case_and_in_full() {
    for (TokenProfile profile : TokenProfile.values()) {
      for (String typ : List.of("at+jwt", "AT+JWT", "application/at+jwt")) {
        assertThatCode(() -> checkType(profile, Map.of("typ", typ))).doesNotThrowAnyException();
      }
    }
    assertThatCode(() -> checkType(PLAIN_JWT, PLAIN)).doesNotThrowAnyException();
    assertThatCode(() -> checkType(PLAIN_JWT, Map.of())).doesNotThrowAnyException();
  }

  @ParameterizedTest // OpenID Connect Core §2, RFC 8417 §2.2
  @ValueSource(strings = {"nonce", "at_hash", "c_hash", "s_hash", "events"})
  void refuses_what_marks_another_kind_of_token(String mark) {
    assertThat(kindFault(PLAIN, claims(mark, "x")))
        .isEqualTo("the claim '" + mark + "' marks a token that is no access token");
    assertNoFault(NAMED, claims(mark, "x"));
  }

  @Test // Keycloak's mark
  void refuses_a_claim_typ_that_is_not_bearer() {
    assertThat(kindFault(PLAIN, claims("typ", "ID"))).contains("'typ' is not Bearer");
    assertNoFault(PLAIN, claims("typ", "Bearer"));
    assertNoFault(NAMED, claims("typ", "ID"));
    assertThat(kindFault(Map.of("typ", 17), claims("typ", "ID"))).contains("'typ' is not Bearer");
  }

  @Test // OpenID Connect Core §2: an identity token's aud is its client
  void refuses_a_token_for_its_own_client() {
    assertThat(kindFault(PLAIN, claims("aud", "inspector"))).contains("for its own client");
    assertThat(kindFault(PLAIN, claims("aud", List.of("inspector")))).contains("its own client");
    assertNoFault(PLAIN, claims("aud", List.of("inspector", "https://rs.example/mcp")));
    assertNoFault(NAMED, claims("aud", "inspector"));
    assertNoFault(PLAIN, Map.of("aud", "inspector"));
  }

  @Test
  void reads_the_client_from_azp_where_a_plain_token_has_no_client_id() {
    assertThat(PLAIN_JWT.clientClaim(Map.of("azp", "a"))).isEqualTo("azp");
    assertThat(PLAIN_JWT.clientClaim(Map.of("azp", "a", "client_id", "b"))).isEqualTo("client_id");
    assertThat(RFC_9068.clientClaim(Map.of("azp", "a"))).isEqualTo("client_id");
  }

  @Test // RFC 9068 §2.2
  void needs_an_id_where_rfc_9068_holds() {
    assertThat(RFC_9068.needsId()).isTrue();
    assertThat(PLAIN_JWT.needsId()).isFalse();
  }

  private static Map<String, Object> claims(String name, Object value) {
    var claims = new HashMap<String, Object>();
    claims.put("aud", "https://rs.example/mcp");
    claims.put("client_id", "inspector");
    claims.put(name, value);
    return claims;
  }

  private static String kindFault(Map<String, Object> header, Map<String, Object> claims) {
    return refusal(() -> PLAIN_JWT.checkKind(header, claims)).description();
  }

  private static void assertNoFault(Map<String, Object> header, Map<String, Object> claims) {
    assertThatCode(() -> PLAIN_JWT.checkKind(header, claims)).doesNotThrowAnyException();
  }

  private static void checkType(TokenProfile profile, Map<String, ?> typ) {
    var header = new HashMap<String, Object>(typ);
    header.put("alg", "RS256");
    header.put("kid", "k");
    TokenForm.header(header, profile);
  }
}
