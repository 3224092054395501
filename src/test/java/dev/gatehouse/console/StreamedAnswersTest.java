package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.handshake.Recording;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An answer that is a stream of events, MCP "Streamable HTTP": its messages stand in the step, masked, and the first of them alone. */
class StreamedAnswersTest {
  @RegisterExtension
  static final App app =
      App.with(settings -> settings.set("resource-server.tools", List.of("demo", "everything")));

  private static TestClient client;
  private static JsonObject step;

  @BeforeAll
  static void call() {
    client = app.client();
    String token = client.tokens("alice", "mcp.read").getString("access_token");
    app.mcp(
        token,
        new JsonObject()
            .put("jsonrpc", "2.0")
            .put("id", 7)
            .put("method", "tools/call")
            .put(
                "params",
                new JsonObject()
                    .put("name", "test_tool_with_progress")
                    .put("arguments", new JsonObject())
                    .put("_meta", new JsonObject().put("progressToken", "secret-of-progress")))
            .encode(),
        "MCP-Protocol-Version",
        "2025-06-18");
    JsonObject run =
        new Watched(app).run(client.id(), found -> Watched.kinds(found).contains("tool_call"));
    step = Watched.steps(run).get(Watched.kinds(run).indexOf("tool_call"));
  }

  @Test
  void shows_each_message_of_the_stream() {
    List<JsonObject> events = events();
    assertThat(events).hasSizeGreaterThan(2);
    assertThat(events.get(0).getString("method")).isEqualTo("notifications/progress");
    assertThat(events.get(events.size() - 1).getInteger("id")).isEqualTo(7);
    assertThat(step.getJsonObject("answer").getInteger("more_events")).isZero();
  }

  @Test // CWE-532
  void masks_what_the_messages_hold() {
    assertThat(step.encode()).doesNotContain("secret-of-progress");
    JsonObject result = events().get(events().size() - 1).getJsonObject("result");
    assertThat(result.getString("content")).matches("… \\d+ elements");
  }

  @Test // HAR 1.2
  void exports_them_as_the_events_they_were() {
    long id = new Watched(app)
        .runs().stream()
            .filter(run -> run.getString("client").equals(client.id()))
            .findFirst()
            .orElseThrow()
            .getLong("id");
    JsonArray entries = Http.get(app.origin() + "/console/runs/" + id + "/export.har")
        .json()
        .getJsonObject("log")
        .getJsonArray("entries");
    String text = entries
        .getJsonObject(entries.size() - 1)
        .getJsonObject("response")
        .getJsonObject("content")
        .getString("text");
    assertThat(text).startsWith("data: {\"jsonrpc\"").contains("\n\ndata: {");
  }

  @Test // CWE-770
  void keeps_the_first_messages_and_counts_the_others() {
    var many = new Recording();
    var huge = new Recording();
    for (int i = 0; i < 1000; i++) {
      many.streamed("{}");
      huge.streamed('"' + "x".repeat(20_000) + '"');
    }
    assertThat(many.events()).hasSize(40);
    assertThat(many.moreEvents()).isEqualTo(960);
    assertThat(huge.events()).hasSize(3);
    assertThat(huge.moreEvents()).isEqualTo(997);
  }

  private static List<JsonObject> events() {
    return step.getJsonObject("answer").getJsonArray("events").stream()
        .map(event -> new JsonObject((String) event))
        .toList();
  }
}
