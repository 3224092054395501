package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tool is written once, and asks in every revision. */
class ToolWritingTest {
  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint(new PizzaTool());

  private static final JsonObject NO = new JsonObject("{\"action\":\"decline\"}");
  private static final JsonObject YES = new JsonObject("{\"action\":\"accept\",\"content\":{}}");

  @Test
  void checks_the_arguments_by_the_record() {
    var session = McpSession.open(mcp);
    assertThat(session
            .post(McpEndpoint.call("pizza", Map.of("pizza", "Funghi", "count", 10)))
            .text())
        .contains("/count must be 9 or less");
  }

  @Test
  void asks_in_a_session() {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(McpEndpoint.call("pizza", Map.of("pizza", "Funghi")))) {
      var question = stream.message();
      assertThat(question.getJsonObject("params").getString("message"))
          .isEqualTo("Order 1 × Funghi?");
      session.answer(question, NO);
      assertThat(stream.message().encode()).contains("not ordered");
    }
  }

  @Test
  void asks_without_a_session() {
    var client = McpModern.of(mcp);
    var call = new JsonObject("{\"arguments\":{\"pizza\":\"Funghi\",\"count\":2}}");
    var first = client.call("pizza", call).result();
    assertThat(first.getJsonObject("inputRequests").encode()).contains("Order 2 × Funghi?");
    var again = call.copy()
        .put("requestState", first.getString("requestState"))
        .put("inputResponses", new JsonObject().put("sure", YES));
    assertThat(client.call("pizza", again).text()).isEqualTo("ordered");
  }
}
