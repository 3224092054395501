package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.call;
import static dev.gatehouse.McpEndpoint.request;
import static dev.gatehouse.McpEndpoint.token;
import static dev.gatehouse.McpEndpoint.tokenOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.McpEndpoint.Reply;
import dev.gatehouse.everything.ConformanceFixtures;
import dev.gatehouse.handshake.Outcome;
import dev.gatehouse.mcp.era.CallRate;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.testing.MovableClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** MCP "Tools", Security Considerations: servers must rate limit tool invocations. Here three of a kind a second, of each user. */
class McpCallRateTest {
  private static final MovableClock clock = MovableClock.stopped();

  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint(new ConformanceFixtures())
      .with(ServerRules.DEFAULT.limiting(new CallRate(3, clock)));

  private static final JsonObject WHOAMI = call("whoami", Map.of());

  @Test
  void refuses_the_fourth_call_in_a_second_and_says_when_to_come_back() throws Exception {
    String fay = token("fay", "mcp.read");
    spend(fay, WHOAMI);
    Reply refused = mcp.post(fay, WHOAMI.encode());
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.json().getInteger("id")).isEqualTo(1);
    assertThat(refused.errorMessage()).contains("at most 3 'whoami' a second for one user");
    assertThat(mcp.decisionsOf("fay", 4).get(3).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(mcp.decisionsOf("fay", 4).get(3).details())
        .containsEntry("reason", "called too often");
    clock.advance(Duration.ofSeconds(1));
    spend(fay, WHOAMI);
  }

  @Test
  void lets_one_more_pass_as_soon_as_there_is_room_for_it() {
    String gus = token("gus", "mcp.read");
    spend(gus, WHOAMI);
    clock.advance(Duration.ofMillis(334));
    assertThat(mcp.post(gus, WHOAMI.encode()).status()).isEqualTo(200);
    assertThat(mcp.post(gus, WHOAMI.encode()).status()).isEqualTo(429);
  }

  @Test
  void counts_one_user_s_calls_of_one_tool_together_whatever_they_come_with() {
    String ida = token("ida", "mcp.read");
    String elsewhere = tokenOf("other-client", "ida", "mcp.read");
    var session = McpSession.open(mcp, ida, "2025-11-25");
    assertThat(mcp.post(ida, WHOAMI.encode()).status()).isEqualTo(200);
    assertThat(session.post(WHOAMI).status()).isEqualTo(200);
    assertThat(mcp.post(elsewhere, WHOAMI.encode()).status()).isEqualTo(200);
    assertThat(McpModern.of(mcp).as(ida).call("whoami", new JsonObject()).status())
        .isEqualTo(429);
    assertThat(mcp.post(elsewhere, WHOAMI.encode()).status()).isEqualTo(429);
    assertThat(mcp.post(ida, call("greet", Map.of("name", "Ida")).encode()).status())
        .isEqualTo(200);
    assertThat(mcp.post(token("jan", "mcp.read"), WHOAMI.encode()).status()).isEqualTo(200);
  }

  @Test
  void counts_each_call_of_a_batch() {
    var batch = new JsonArray();
    for (int id = 1; id <= 4; id++) {
      batch.add(WHOAMI.copy().put("id", id));
    }
    var session = McpSession.open(mcp, token("kim", "mcp.read"), "2025-03-26");
    var answers = new JsonArray(session.post(batch.encode()).http().body());
    assertThat(answers.getJsonObject(2).containsKey("result")).isTrue();
    assertThat(answers.getJsonObject(3).getJsonObject("error").getString("message"))
        .contains("at most 3 'whoami' a second");
  }

  @Test
  void counts_nothing_that_the_token_does_not_reach() {
    String lea = token("lea", "mcp.read");
    var purge = call("admin_purge", Map.of());
    for (int i = 0; i < 5; i++) {
      assertThat(mcp.post(lea, purge.encode()).status()).isEqualTo(403);
    }
    assertThat(mcp.post(token("lea", McpEndpoint.ALL), purge.encode()).status()).isEqualTo(200);
  }

  @Test
  void limits_suggestions_too() {
    var complete = request(
        1,
        "completion/complete",
        Map.of(
            "ref",
            Map.of("type", "ref/prompt", "name", "test_prompt_with_arguments"),
            "argument",
            Map.of("name", "arg1", "value", "par")));
    String mia = token("mia", "mcp.read");
    spend(mia, complete);
    assertThat(mcp.post(mia, complete.encode()).status()).isEqualTo(429);
  }

  private static void spend(String token, JsonObject message) {
    for (int i = 0; i < 3; i++) {
      assertThat(mcp.post(token, message.encode()).status()).isEqualTo(200);
    }
  }
}
