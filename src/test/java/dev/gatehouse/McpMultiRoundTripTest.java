package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.McpEndpoint.Reply;
import dev.gatehouse.everything.ConformanceFixtures;
import dev.gatehouse.testing.MovableClock;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MCP 2026-07-28 "Multi Round-Trip Requests": the state that a client brings back is worth nothing to anyone else, nor for anything else. */
class McpMultiRoundTripTest {
  private static final MovableClock clock = new MovableClock();

  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint(new ConformanceFixtures()).at(clock);

  private static final String TOOL = "test_input_required_result_elicitation";
  private static final JsonObject ALICE =
      new JsonObject("{\"user_name\":{\"action\":\"accept\",\"content\":{\"name\":\"Alice\"}}}");

  private final McpModern client = McpModern.of(mcp);

  @Test
  void refuses_the_state_of_another_user() {
    var retry = answered(begun());
    assertThat(client.as(token("mallory", McpEndpoint.ALL)).call(TOOL, retry).errorCode())
        .isEqualTo(-32602);
    assertThat(client.call(TOOL, retry).text()).isEqualTo("Hello, Alice!");
  }

  @Test
  void goes_on_with_another_client_of_the_same_user() {
    var retry = answered(begun());
    String other = McpEndpoint.tokenOf("other-client", "alice", McpEndpoint.ALL);
    assertThat(client.as(other).call(TOOL, retry).text()).isEqualTo("Hello, Alice!");
  }

  @Test
  void refuses_the_state_of_another_request() {
    var retry = answered(begun());
    assertThat(client.call("test_input_required_result_tampered_state", retry).errorCode())
        .isEqualTo(-32602);
    var otherArguments = retry.copy().put("arguments", new JsonObject().put("x", 1));
    assertThat(client.call(TOOL, otherArguments).http().body()).doesNotContain("Hello");
    assertThat(client
            .post("prompts/get", retry.copy().put("name", "test_input_required_result_prompt"))
            .errorCode())
        .isEqualTo(-32602);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAA", "=", "ö"})
  void refuses_a_state_that_it_never_sealed(String state) {
    var retry = new JsonObject().put("requestState", state).put("inputResponses", ALICE);
    assertThat(client.call(TOOL, retry).errorCode()).isEqualTo(-32602);
  }

  @Test
  void refuses_a_state_that_was_changed_or_extended() {
    String state = begun();
    for (String changed : new String[] {
      state + "-TAMPERED", state + "A", state + "=", state.substring(1), flipped(state)
    }) {
      var retry = new JsonObject().put("requestState", changed).put("inputResponses", ALICE);
      assertThat(client.call(TOOL, retry).errorCode()).as(changed).isEqualTo(-32602);
    }
  }

  @Test
  void refuses_a_state_that_is_too_old() {
    var retry = answered(begun());
    clock.advance(Duration.ofMinutes(16));
    assertThat(client.call(TOOL, retry).errorCode()).isEqualTo(-32602);
  }

  @Test
  void refuses_a_state_that_is_no_string() {
    assertThat(client.call(TOOL, new JsonObject().put("requestState", 7)).errorCode())
        .isEqualTo(-32602);
  }

  @Test
  void takes_no_answer_that_it_did_not_ask_for() {
    Reply unasked = client.call(TOOL, new JsonObject().put("inputResponses", ALICE));
    assertThat(unasked.result().getString("resultType")).isEqualTo("input_required");
    var early = new JsonObject(
        "{\"step1\":{\"action\":\"accept\",\"content\":{\"name\":\"A\"}},\"step2\":{\"action\":\"accept\",\"content\":{\"color\":\"red\"}}}");
    String multi = "test_input_required_result_multi_round";
    Reply first = client.call(multi, new JsonObject());
    Reply second = client.call(
        multi,
        new JsonObject()
            .put("requestState", first.result().getString("requestState"))
            .put("inputResponses", early));
    assertThat(second.result().getJsonObject("inputRequests").fieldNames())
        .containsExactly("step2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"user_name\":null}",
        "{\"user_name\":7}",
        "{\"user_name\":{\"action\":\"accept\",\"content\":{\"name\":7}}}",
        "{\"other\":{\"action\":\"accept\",\"content\":{\"name\":\"Alice\"}}}"
      })
  void asks_again_where_an_answer_is_missing_or_does_not_match(String responses) {
    var retry = new JsonObject()
        .put("requestState", begun())
        .put("inputResponses", new JsonObject(responses));
    Reply reply = client.call(TOOL, retry);
    assertThat(reply.result().getJsonObject("inputRequests").containsKey("user_name"))
        .isTrue();
  }

  @Test
  void goes_from_round_to_round() {
    String multi = "test_input_required_result_multi_round";
    Reply first = client.call(multi, new JsonObject());
    Reply second = client.call(
        multi, round(first, "{\"step1\":{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}}"));
    assertThat(second.result().getString("requestState"))
        .isNotEqualTo(first.result().getString("requestState"))
        .doesNotContain("Ada");
    Reply third = client.call(
        multi,
        round(second, "{\"step2\":{\"action\":\"accept\",\"content\":{\"color\":\"red\"}}}"));
    assertThat(third.text()).isEqualTo("Multi-round complete for Ada who likes red");
  }

  @Test
  void asks_several_questions_at_once() {
    Reply reply = client.call("test_input_required_result_multiple_inputs", new JsonObject());
    assertThat(reply.result().getJsonObject("inputRequests").fieldNames())
        .containsExactlyInAnyOrder("user_name", "greeting", "client_roots");
  }

  @Test
  void asks_a_client_for_nothing_that_it_cannot_do() {
    Reply reply = client.able("{}").call(TOOL, new JsonObject());
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo(-32021);
    assertThat(reply
            .json()
            .getJsonObject("error")
            .getJsonObject("data")
            .getJsonObject("requiredCapabilities")
            .fieldNames())
        .containsExactly("elicitation");
    assertThat(client
            .able("{\"elicitation\":{\"url\":{}}}")
            .call(TOOL, new JsonObject())
            .errorCode())
        .isEqualTo(-32021);
  }

  @Test
  void asks_the_model_for_roots_and_for_a_page() {
    assertThat(
            answeredIn(
                "test_sampling",
                new JsonObject("{\"arguments\":{\"prompt\":\"Hi\"}}"),
                "sampling/createMessage",
                "{\"role\":\"assistant\",\"model\":\"m\",\"content\":{\"type\":\"text\",\"text\":\"Hello\"}}"))
        .isEqualTo("LLM response: Hello");
    assertThat(answeredIn(
            "test_input_required_result_list_roots",
            new JsonObject(),
            "roots/list",
            "{\"roots\":[{\"uri\":\"file:///x\"}]}"))
        .isEqualTo("Found 1 root(s)");
    assertThat(answeredIn(
            "test_elicitation_url",
            new JsonObject(),
            "elicitation/create",
            "{\"action\":\"accept\"}"))
        .contains("action=accept");
  }

  @Test
  void takes_an_accepted_form_without_content_as_an_empty_one() {
    assertThat(answeredIn(
            "test_elicitation_sep1034_defaults",
            new JsonObject(),
            "elicitation/create",
            "{\"action\":\"accept\"}"))
        .contains("action=accept, content={}");
  }

  private String answeredIn(String tool, JsonObject call, String method, String answer) {
    JsonObject first = client.call(tool, call).result();
    JsonObject asked = first.getJsonObject("inputRequests");
    String key = asked.fieldNames().iterator().next();
    assertThat(asked.getJsonObject(key).getString("method")).isEqualTo(method);
    var retry = call.copy()
        .put("requestState", first.getString("requestState"))
        .put("inputResponses", new JsonObject().put(key, new JsonObject(answer)));
    return client.call(tool, retry).text();
  }

  @Test
  void asks_for_a_prompt_too() {
    var prompt = new JsonObject().put("name", "test_input_required_result_prompt");
    Reply first = client.post("prompts/get", prompt);
    Reply second = client.post(
        "prompts/get",
        prompt
            .copy()
            .mergeIn(round(
                first,
                "{\"user_context\":{\"action\":\"accept\",\"content\":{\"context\":\"cats\"}}}")));
    assertThat(second.http().body()).contains("Prompt with context: cats");
  }

  @Test
  void checks_the_scope_in_each_round() {
    var retry = answered(begun());
    Reply reply = client.as(token("alice", "notes:read")).call(TOOL, retry);
    assertThat(reply.status()).isEqualTo(403);
  }

  private String begun() {
    return client.call(TOOL, new JsonObject()).result().getString("requestState");
  }

  private static JsonObject answered(String state) {
    return new JsonObject().put("requestState", state).put("inputResponses", ALICE);
  }

  private static JsonObject round(Reply before, String answers) {
    return new JsonObject()
        .put("requestState", before.result().getString("requestState"))
        .put("inputResponses", new JsonObject(answers));
  }

  private static String flipped(String state) {
    int middle = state.length() / 2;
    char other = state.charAt(middle) == 'A' ? 'B' : 'A';
    return state.substring(0, middle) + other + state.substring(middle + 1);
  }
}
