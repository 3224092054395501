package dev.gatehouse.console.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.console.run.Runs;
import dev.gatehouse.handshake.Decision;
import dev.gatehouse.handshake.DecodedToken;
import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Exchange.Answered;
import dev.gatehouse.handshake.Exchange.Asked;
import dev.gatehouse.handshake.Exchange.Body;
import dev.gatehouse.handshake.Outcome;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of tokens of another issuer, which no server of ours makes. */
class ForeignTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final String MCP = "http://localhost:8990/mcp";
  private static final String ISSUER = "http://localhost:8080/realms/lab";

  @Test // Keycloak puts no resource into aud unless a mapper does
  void a_token_without_the_resource_in_aud() {
    Diagnosis found = of("the token is for another audience", Map.of("aud", "account"));
    assertThat(found.id()).isEqualTo("wrong-audience");
    assertThat(found.whose()).isEqualTo(Responsibility.ISSUER);
    assertThat(found.right()).contains("audience mapper");
    assertThat(found.difference().sent()).isEqualTo("account");
    assertThat(found.difference().right()).isEqualTo(MCP);
  }

  @Test
  void an_issuer_with_a_slash_at_its_end() {
    Diagnosis found = of("the token is from another issuer", Map.of("iss", ISSUER + "/"));
    assertThat(found.id()).isEqualTo("wrong-issuer");
    assertThat(found.title()).contains("Only a slash");
    assertThat(found.whose()).isEqualTo(Responsibility.SETTING);
  }

  @Test
  void another_issuer_altogether() {
    Diagnosis found = of("the token is from another issuer", Map.of("iss", "https://x.example"));
    assertThat(found.whose()).isEqualTo(Responsibility.CLIENT);
    assertThat(found.difference().right()).isEqualTo(ISSUER);
  }

  @Test
  void a_clock_that_is_ahead() {
    long ahead = NOW.getEpochSecond() + 240;
    Diagnosis found = of("the token was issued in the future", Map.of("iat", ahead));
    assertThat(found.id()).isEqualTo("clock-skew");
    assertThat(found.what()).contains("240 seconds ahead");
    assertThat(found.right()).contains("--leeway-seconds");
  }

  @Test
  void a_token_that_ended_so_lately_that_a_clock_may_be_wrong() {
    Diagnosis found = of("the token expired", Map.of("exp", NOW.getEpochSecond() - 4));
    assertThat(found.what()).contains("4 seconds").contains("a clock may be wrong");
  }

  @Test
  void a_key_that_the_issuer_does_not_have() {
    Diagnosis found = of("kid is not a key of the issuer", Map.of());
    assertThat(found.id()).isEqualTo("unknown-key");
    assertThat(found.right()).contains("--signing-key");
  }

  @Test
  void an_id_token() {
    assertThat(of("typ is not at+jwt", Map.of()).id()).isEqualTo("not-an-access-token");
  }

  @Test
  void a_refusal_that_no_rule_knows_is_said_in_its_own_words() {
    Diagnosis found = of("something that nobody thought of", Map.of());
    assertThat(found.id()).isEqualTo("refused");
    assertThat(found.what()).contains("something that nobody thought of");
  }

  private static Diagnosis of(String reason, Map<String, Object> claims) {
    var event = new Decision(
        NOW,
        Party.RESOURCE_SERVER,
        Step.TOKEN_CHECK,
        Outcome.REFUSED,
        Map.of("error", "invalid_token", "reason", reason));
    var exchange = new Exchange(
        NOW,
        100,
        Party.RESOURCE_SERVER,
        "127.0.0.1:50000",
        new Asked("POST", "/mcp", Map.of(), Map.of(), Body.NONE),
        new Answered(401, Map.of("www-authenticate", "Bearer error=\"invalid_token\""), Body.NONE),
        List.of(event),
        List.of(new DecodedToken("authorization", "0a1b2c3d", Map.of(), claims)),
        Set.of(),
        Map.of());
    var diagnoses = new Diagnoses(new DeploymentFacts(MCP, ISSUER, true, Set.of("mcp.read")));
    return diagnoses.ofLatest(new Runs().take(exchange).orElseThrow()).get(0);
  }
}
