package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.call;
import static dev.gatehouse.McpEndpoint.request;
import static dev.gatehouse.McpEndpoint.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.everything.ConformanceFixtures;
import dev.gatehouse.mcp.era.CallRate;
import dev.gatehouse.mcp.era.ScopeRefusal;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.resourceserver.transport.StreamRules;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MCP 2025-11-25 "Elicitation", "Sampling", "Roots" and "Cancellation": the server asks while the tool waits. */
class McpQuestionsTest {
  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint(new ConformanceFixtures())
      .with(new ServerRules(
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          100,
          ScopeRefusal.CHALLENGE,
          CallRate.UNLIMITED))
      .with(StreamRules.DEFAULT);

  private static final JsonObject ALICE =
      new JsonObject("{\"action\":\"accept\",\"content\":{\"name\":\"Alice\"}}");
  private static final JsonObject ASK = call("test_input_required_result_elicitation", Map.of());

  @Test
  void asks_on_the_stream_of_the_request_and_waits_longer_than_a_tool_may_work()
      throws InterruptedException {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(ASK)) {
      var question = stream.message();
      assertThat(question.getString("method")).isEqualTo("elicitation/create");
      Thread.sleep(700); // beyond the time limit of the tool
      assertThat(session.answer(question, ALICE).status()).isEqualTo(202);
      assertThat(text(stream.message())).isEqualTo("Hello, Alice!");
      assertThat(stream.ends()).isTrue();
    }
  }

  @Test
  void takes_no_answer_from_another_session() {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(ASK)) {
      var question = stream.message();
      var mallory = McpSession.open(mcp, token("mallory", McpEndpoint.ALL), "2025-11-25");
      mallory.answer(
          question, ALICE.copy().mergeIn(new JsonObject("{\"content\":{\"name\":\"Mallory\"}}")));
      new McpSession(mcp, mallory.token(), session.id(), "2025-11-25").answer(question, ALICE);
      assertThat(stream.isSilent()).isTrue();
      session.answer(question, ALICE);
      assertThat(text(stream.message())).isEqualTo("Hello, Alice!");
    }
  }

  @Test
  void takes_no_answer_from_a_client_of_the_same_user_with_fewer_scopes() {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(ASK)) {
      var question = stream.message();
      String weak = McpEndpoint.tokenOf("other-client", "alice", "mcp.read");
      new McpSession(mcp, weak, session.id(), "2025-11-25").answer(question, ALICE);
      assertThat(stream.isSilent()).isTrue();
      session.answer(question, ALICE);
      assertThat(text(stream.message())).isEqualTo("Hello, Alice!");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"action\":\"accept\"}",
        "{\"action\":\"accept\",\"content\":{\"name\":7}}",
        "{\"action\":\"accept\",\"content\":{\"title\":\"Alice\"}}",
        "{\"action\":\"maybe\"}"
      })
  void takes_no_answer_that_does_not_match_the_question(String answer) {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(ASK)) {
      session.answer(stream.message(), new JsonObject(answer));
      var result = stream.message().getJsonObject("result");
      assertThat(result.getBoolean("isError")).isTrue();
      assertThat(result.encode()).contains("does not match the question");
    }
  }

  @ParameterizedTest // a client leaves out the content of a form in which nothing was filled in
  @ValueSource(
      strings = {
        "{\"action\":\"accept\"}",
        "{\"action\":\"accept\",\"content\":null}",
        "{\"action\":\"accept\",\"content\":{}}"
      })
  void takes_an_accepted_form_without_content_as_an_empty_one(String answer) {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(call("test_elicitation_sep1034_defaults", Map.of()))) {
      session.answer(stream.message(), new JsonObject(answer));
      assertThat(text(stream.message())).contains("action=accept, content={}");
    }
  }

  @Test
  void tells_a_tool_that_the_person_declined() {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(call("test_elicitation", Map.of("message", "Who?")))) {
      session.answer(stream.message(), new JsonObject("{\"action\":\"decline\"}"));
      assertThat(text(stream.message())).contains("action=decline, content={}");
    }
  }

  @Test
  void gives_up_when_nobody_answers() {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(ASK)) {
      stream.message();
      assertThat(stream.message().getJsonObject("result").encode()).contains("no answer in time");
    }
  }

  @Test
  void asks_a_client_for_nothing_that_it_cannot_do() {
    var stateless = mcp.post(ASK);
    assertThat(stateless.result().getBoolean("isError")).isTrue();
    assertThat(stateless.text()).contains("needs a client that can do elicitation");
    var onlyJson = McpSession.open(mcp);
    var reply = mcp.post(
        onlyJson.token(),
        ASK.encode(),
        "Mcp-Session-Id",
        onlyJson.id(),
        "Accept",
        "application/json");
    assertThat(reply.result().getBoolean("isError")).isTrue();
  }

  @Test
  void asks_the_model_for_roots_and_for_a_page() {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(call("test_sampling", Map.of("prompt", "Hi")))) {
      var question = stream.message();
      assertThat(question.getJsonObject("params").getInteger("maxTokens")).isEqualTo(100);
      session.answer(
          question,
          new JsonObject(
              "{\"role\":\"assistant\",\"model\":\"m\",\"content\":{\"type\":\"text\",\"text\":\"Hello\"}}"));
      assertThat(text(stream.message())).isEqualTo("LLM response: Hello");
    }
    try (var stream = session.stream(call("test_input_required_result_list_roots", Map.of()))) {
      session.answer(stream.message(), new JsonObject("{\"roots\":[{\"uri\":\"file:///x\"}]}"));
      assertThat(text(stream.message())).isEqualTo("Found 1 root(s)");
    }
    try (var stream = session.stream(call("test_elicitation_url", Map.of()))) {
      var question = stream.message();
      assertThat(question.getJsonObject("params").getString("mode")).isEqualTo("url");
      assertThat(question.getJsonObject("params").getString("elicitationId")).isNotEmpty();
      session.answer(question, new JsonObject("{\"action\":\"accept\"}"));
      assertThat(text(stream.message())).contains("action=accept");
    }
  }

  @Test
  void stops_what_the_client_gives_up() {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(ASK)) {
      stream.message();
      session.post(new JsonObject()
          .put("jsonrpc", "2.0")
          .put("method", "notifications/cancelled")
          .put("params", new JsonObject().put("requestId", 1)));
      assertThat(stream.ends()).isTrue();
    }
    assertThat(session.post(request(1, "ping", Map.of())).status()).isEqualTo(200);
  }

  @ParameterizedTest // RFC 8259 §6: 1.0 and 1E0 are 1
  @CsvSource({"1, 1.0", "1E0, 1", "100, 1e2", "2.0, 2.00"})
  void matches_ids_by_their_value(String asked, String cancelled) {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(ASK.encode().replace("\"id\":1,", "\"id\":" + asked + ","))) {
      stream.message();
      session.post(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":"
              + cancelled + "}}");
      assertThat(stream.ends()).isTrue();
    }
  }

  @Test
  void cancels_nothing_of_another_session() {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(ASK)) {
      var question = stream.message();
      McpSession.open(mcp)
          .post(new JsonObject()
              .put("jsonrpc", "2.0")
              .put("method", "notifications/cancelled")
              .put("params", new JsonObject().put("requestId", 1)));
      session.answer(question, ALICE);
      assertThat(text(stream.message())).isEqualTo("Hello, Alice!");
    }
  }

  @Test
  void refuses_an_id_that_is_under_way() {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(ASK)) {
      var question = stream.message();
      assertThat(session.post(request(1, "ping", Map.of())).errorMessage()).contains("in use");
      session.answer(question, ALICE);
      stream.message();
    }
  }

  @Test
  void logs_as_much_as_the_client_wants() {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(call("test_logging_tool", Map.of()))) {
      assertThat(stream.message().getString("method")).isEqualTo("notifications/message");
    }
    session.post(request(2, "logging/setLevel", Map.of("level", "error")));
    assertThat(session.post(call("test_logging_tool", Map.of())).text()).isEqualTo("logged");
    assertThat(session
            .post(request(3, "logging/setLevel", Map.of("level", "loud")))
            .errorCode())
        .isEqualTo(-32602);
  }

  private static String text(JsonObject reply) {
    return reply
        .getJsonObject("result")
        .getJsonArray("content")
        .getJsonObject(0)
        .getString("text");
  }
}
