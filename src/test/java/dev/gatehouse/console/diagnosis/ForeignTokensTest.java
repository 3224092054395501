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
import dev.gatehouse.oauth.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of tokens of another issuer, which no server of ours makes. */
class ForeignTokensTest {
  private static final String REASON = "in words that no rule looks into";
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final String MCP = "http://localhost:8990/mcp";
  private static final String ISSUER = "http://localhost:8080/realms/lab";

  @Test // Keycloak puts no resource into aud unless a mapper does
  void a_token_without_the_resource_in_aud() {
    Diagnosis found = of(Cause.AUDIENCE_FOREIGN, Map.of("aud", "account"));
    assertThat(found.id()).isEqualTo("wrong-audience");
    assertThat(found.whose()).isEqualTo(Responsibility.ISSUER);
    assertThat(found.right()).contains("audience mapper");
    assertThat(found.difference().sent()).isEqualTo("account");
    assertThat(found.difference().right()).isEqualTo(MCP);
  }

  @Test
  void an_issuer_with_a_slash_at_its_end() {
    Diagnosis found = of(Cause.ISSUER_FOREIGN, Map.of("iss", ISSUER + "/"));
    assertThat(found.id()).isEqualTo("wrong-issuer");
    assertThat(found.title()).contains("Only a slash");
    assertThat(found.whose()).isEqualTo(Responsibility.SETTING);
  }

  @Test
  void another_issuer_altogether() {
    Diagnosis found = of(Cause.ISSUER_FOREIGN, Map.of("iss", "https://x.example"));
    assertThat(found.whose()).isEqualTo(Responsibility.CLIENT);
    assertThat(found.difference().right()).isEqualTo(ISSUER);
  }

  @Test
  void a_clock_that_is_ahead() {
    long ahead = NOW.getEpochSecond() + 240;
    Diagnosis found = of(Cause.TOKEN_ISSUED_LATER, Map.of("iat", ahead));
    assertThat(found.id()).isEqualTo("clock-skew");
    assertThat(found.what()).contains("240 seconds ahead");
    assertThat(found.right()).contains("--leeway-seconds");
  }

  @Test
  void a_token_that_ended_so_lately_that_a_clock_may_be_wrong() {
    Diagnosis found = of(Cause.TOKEN_EXPIRED, Map.of("exp", NOW.getEpochSecond() - 4));
    assertThat(found.what()).contains("4 seconds").contains("a clock may be wrong");
  }

  @Test
  void a_key_that_the_issuer_does_not_have() {
    Diagnosis found = of(Cause.TOKEN_KEY_UNKNOWN, Map.of());
    assertThat(found.id()).isEqualTo("unknown-key");
    assertThat(found.right()).contains("--signing-key");
  }

  @Test
  void an_id_token() {
    assertThat(of(Cause.TOKEN_KIND_WRONG, Map.of()).id()).isEqualTo("not-an-access-token");
  }

  @Test
  void a_refusal_that_no_rule_knows_is_said_in_its_own_words() {
    Diagnosis found = of(Cause.TOKEN_HEADER_REFUSED, Map.of());
    assertThat(found.id()).isEqualTo("refused");
    assertThat(found.what()).contains(REASON);
  }

  private static Diagnosis of(Cause cause, Map<String, Object> claims) {
    var event = new Decision(
        NOW,
        Party.RESOURCE_SERVER,
        Step.TOKEN_CHECK,
        Outcome.REFUSED,
        cause,
        Map.of("error", "invalid_token", "reason", REASON));
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
