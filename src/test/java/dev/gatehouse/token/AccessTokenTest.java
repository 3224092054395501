package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.Scopes;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an access token says, RFC 9068 §2.2, and RFC 9449 §6.1 where it is bound. */
class AccessTokenTest {
  @Test // RFC 9449 §6.1: cnf in a bearer token would bind it to nothing
  void says_nothing_of_a_ring_or_a_key_that_it_has_not() {
    assertThat(token("grant.1", "", "").claims())
        .isEqualTo(new JsonObject()
            .put("iss", "https://as.example")
            .put("sub", "alice")
            .put("aud", "https://rs.example/mcp")
            .put("exp", 1_800_003_600L)
            .put("iat", 1_800_000_000L)
            .put("jti", "grant.1")
            .put("client_id", "inspector")
            .put("scope", "mcp.read notes:read"));
  }

  @Test
  void says_its_ring_and_the_thumbprint_of_its_key() {
    JsonObject claims = token("grant.1", "operator", "thumbprint").claims();
    assertThat(claims.getString("ring")).isEqualTo("operator");
    assertThat(claims.getJsonObject("cnf")).isEqualTo(new JsonObject().put("jkt", "thumbprint"));
  }

  @Test // RFC 9449 §7
  void is_bound_where_it_has_the_thumbprint_of_a_key() {
    assertThat(token("grant.1", "", "thumbprint").isBound()).isTrue();
    assertThat(token("grant.1", "", "").isBound()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"grant.1, grant", "g.1, g", "grant.1.2, grant", "grant, ''", ".1, ''", "'', ''"})
  void is_of_the_grant_before_the_first_dot_of_its_id(String id, String grant) {
    assertThat(token(id, "", "").grantId()).isEqualTo(grant);
  }

  private static AccessToken token(String id, String ring, String thumbprint) {
    return new AccessToken(
        "https://as.example",
        "alice",
        "https://rs.example/mcp",
        "inspector",
        id,
        Scopes.of("mcp.read", "notes:read"),
        Instant.ofEpochSecond(1_800_000_000),
        Instant.ofEpochSecond(1_800_003_600),
        ring,
        thumbprint);
  }
}
