package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void is_what_the_readme_shows_in_less_than_25_lines() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String shown = readme.substring(readme.indexOf("/** Orders a pizza"));
    shown = shown.substring(0, shown.indexOf("```"));
    String source = Files.readString(Path.of("src/test/java/dev/gatehouse/PizzaTool.java"));
    assertThat(shown.lines()).hasSizeLessThan(25);
    assertThat(withoutBlanks(shown)).isEqualTo(withoutBlanks(source));
  }

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

  // The README has wider lines.
  private static String withoutBlanks(String java) {
    return java.substring(java.indexOf("public final class")).replaceAll("\\s", "");
  }
}
