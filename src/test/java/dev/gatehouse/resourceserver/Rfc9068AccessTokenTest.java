package dev.gatehouse.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import dev.gatehouse.resourceserver.RawHttp.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JWT access tokens as a resource server checks them, RFC 9068 §4; every token here is signed by the right key. */
class Rfc9068AccessTokenTest {
  static final JOSEObjectType AT_JWT = new JOSEObjectType("at+jwt");

  @RegisterExtension
  static final Gated rs = Gated.withDefaults();

  @ParameterizedTest // JWK-07
  @ValueSource(
      strings = {
        "JWT",
        "id_token+jwt",
        "logout+jwt",
        "at+jwtx",
        "dpop+jwt",
        "at",
        "application/jwt",
        "text/at+jwt",
        " at+jwt"
      })
  void refuses_another_type_of_token(String type) {
    refused(LittleIssuer.sign(
        rs.claims().encode(), new JOSEObjectType(type), rs.issuer().key()));
  }

  @Test // JWK-07
  void refuses_a_token_without_a_type() {
    refused(LittleIssuer.sign(rs.claims().encode(), null, rs.issuer().key()));
  }

  @ParameterizedTest // JWK-08
  @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+jwt"})
  void accepts_the_type_in_any_case_and_in_full(String type) {
    assertThat(rs.whoami(LittleIssuer.sign(
                rs.claims().encode(), new JOSEObjectType(type), rs.issuer().key()))
            .status())
        .isEqualTo(200);
  }

  @ParameterizedTest // JWK-01: to the second
  @ValueSource(longs = {0, 1, 30, 3600, 86_400, 31_536_000})
  void refuses_an_expired_token(long seconds) {
    refused(rs.issuer().sign(rs.claims().put("exp", now() - seconds)));
  }

  @Test // JWK-01, JWK-02
  void refuses_an_expiry_that_is_no_date() {
    Stream.of(
            "0",
            "-1",
            "\"" + (now() + 3600) + '"',
            "\"2099-01-01T00:00:00Z\"",
            "[" + (now() + 60) + "]",
            "null",
            "true",
            "{}",
            "1e30",
            "1e13",
            "99999999999999",
            "9223372036854775807",
            "99999999999999999999999")
        .forEach(exp -> refused(signedWith("exp", exp)));
    refused(rs.issuer().sign(without("exp")));
  }

  @Test // RFC 7519 §2: a NumericDate may have a fraction, as Python's time.time() gives it
  void takes_dates_with_a_fraction() {
    assertThat(rs.whoami(signedWith("exp", now() + 3600 + ".25")).status()).isEqualTo(200);
    assertThat(rs.whoami(signedWith("iat", now() - 1 + ".5")).status()).isEqualTo(200);
    assertThat(rs.whoami(signedWith("nbf", now() - 60 + ".0")).status()).isEqualTo(200);
    refused(signedWith("exp", now() - 5 + ".75"));
    refused(signedWith("nbf", now() + 3600 + ".5"));
  }

  @Test // JWK-04: byte for byte
  void refuses_another_issuer() {
    String issuer = rs.issuer().url();
    Stream.of(
            "https://other.example",
            issuer + "/",
            issuer.substring(0, issuer.length() - 1),
            issuer.toUpperCase(java.util.Locale.ROOT),
            issuer.replace("localhost", "127.0.0.1"),
            issuer + "?",
            "")
        .forEach(iss -> refused(rs.issuer().sign(rs.claims().put("iss", iss))));
    refused(signedWith("iss", "[\"" + issuer + "\"]"));
    refused(rs.issuer().sign(without("iss")));
  }

  @Test // JWK-05
  void refuses_another_audience() {
    String resource = rs.resource();
    Stream.of(
            "https://other.example/mcp",
            rs.issuer().url(),
            "inspector",
            resource + "/",
            resource + "/evil",
            rs.origin(),
            resource.toUpperCase(java.util.Locale.ROOT),
            resource.replace("localhost", "127.0.0.1"),
            "",
            "*")
        .forEach(aud -> refused(rs.issuer().sign(rs.claims().put("aud", aud))));
    Stream.of(
            "{\"a\":\"" + resource + "\"}",
            "[]",
            "null",
            "[1,\"" + resource + "\"]",
            "[[\"" + resource + "\"]]",
            "[\"https://other.example\"]")
        .forEach(aud -> refused(signedWith("aud", aud)));
    refused(rs.issuer().sign(without("aud")));
  }

  @Test // JWK-06
  void accepts_an_audience_list_that_has_this_resource() {
    var audiences = JsonArray.of("https://other.example/mcp", rs.resource());
    Reply reply = rs.whoami(rs.issuer().sign(rs.claims().put("aud", audiences)));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(new JsonObject(reply.body()).getString("aud")).isEqualTo(rs.resource());
  }

  @ParameterizedTest // JWK-10, JWK-11
  @ValueSource(strings = {"sub", "client_id", "jti"})
  void refuses_a_token_without_subject_client_or_id(String claim) {
    refused(rs.issuer().sign(without(claim)));
    Stream.of("\"\"", "1", "[\"alice\"]", "null", "{}")
        .forEach(value -> refused(signedWith(claim, value)));
  }

  @Test // JWK-11, JWK-14
  void refuses_a_token_of_the_future_and_one_without_iat() {
    refused(rs.issuer().sign(without("iat")));
    refused(rs.issuer().sign(rs.claims().put("iat", now() + 3600)));
    refused(signedWith("iat", "\"1\""));
    refused(rs.issuer().sign(rs.claims().put("nbf", now() + 3600)));
    refused(signedWith("nbf", "null"));
  }

  @Test
  void tolerates_a_clock_that_is_some_seconds_ahead() {
    assertThat(rs.whoami(
                rs.issuer().sign(rs.claims().put("iat", now() + 20).put("nbf", now() + 20)))
            .status())
        .isEqualTo(200);
  }

  @Test // JWK-12
  void refuses_scopes_that_are_no_string() {
    refused(signedWith("scope", "[\"notes:read\"]"));
    refused(signedWith("scope", "1"));
    refused(signedWith("scope", "null"));
    refused(rs.issuer().sign(rs.claims().put("scope", "a\"b")));
    refused(rs.issuer().sign(rs.claims().put("scope", "a\tb")));
  }

  @ParameterizedTest // JWK-12: nothing is read into a scope
  @ValueSource(
      strings = {"", "notes:readx", "NOTES:READ", "notes:*", "notes:read,notes:write", "mcp:read"})
  void reads_scopes_exactly_as_they_are(String scope) {
    Reply reply = rs.whoami(rs.issuer().sign(rs.claims().put("scope", scope)));
    assertThat(new JsonObject(reply.body()).getString("scope")).isEqualTo(scope);
  }

  @Test
  void gives_a_token_without_scopes_no_scope() {
    assertThat(
            new JsonObject(rs.whoami(rs.issuer().sign(without("scope"))).body()).getString("scope"))
        .isEmpty();
  }

  @Test
  void answers_whoami_with_the_verified_claims() {
    JsonObject claims = rs.claims().put("ring", "operator").put("extra", List.of(1));
    JsonObject answer = new JsonObject(rs.whoami(rs.issuer().sign(claims)).body());
    claims.remove("extra");
    assertThat(answer).isEqualTo(claims);
  }

  @Test
  void looks_at_the_expiry_of_a_token_that_it_remembers() {
    String token = rs.issuer().sign(rs.claims().put("exp", now() + 600));
    assertThat(rs.whoami(token).status()).isEqualTo(200);
    rs.clock().advance(Duration.ofSeconds(599));
    assertThat(rs.whoami(token).status()).isEqualTo(200);
    rs.clock().advance(Duration.ofSeconds(2));
    refused(token);
  }

  private static void refused(String token) {
    Reply reply = rs.whoami(token);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.challenge())
        .contains("error=\"invalid_token\"")
        .contains("resource_metadata=");
    assertThat(new JsonObject(reply.body()).getString("error")).isEqualTo("invalid_token");
  }

  private static long now() {
    return rs.clock().instant().getEpochSecond();
  }

  private static JsonObject without(String claim) {
    JsonObject claims = rs.claims();
    claims.remove(claim);
    return claims;
  }

  /** The claim as raw JSON, which no library would write. */
  private static String signedWith(String claim, String json) {
    String rest = without(claim).encode();
    return LittleIssuer.sign(
        "{\"" + claim + "\":" + json + "," + rest.substring(1),
        AT_JWT,
        rs.issuer().key());
  }
}
