package dev.gatehouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.everything.ConformanceFixtures;
import dev.gatehouse.mcp.era.ServerInfo;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.mcp.registry.LiveOffer;
import dev.gatehouse.mcp.server.McpServer;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.stdio.DemoTokens;
import dev.gatehouse.stdio.StdioServer;
import dev.gatehouse.wiring.ToolSets;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** stdio, as a conversation: what the server says that is no answer, and what the client answers; MCP "stdio". */
class StdioFeaturesTest {
  private final Vertx vertx = Vertx.vertx();
  private final LiveOffer offer = new LiveOffer();
  private final PipedOutputStream toServer = new PipedOutputStream();
  private final BlockingQueue<String> fromServer = new LinkedBlockingQueue<>();
  private Thread running = new Thread(() -> {});

  @BeforeEach
  void start() throws IOException {
    new ConformanceFixtures().open(offer);
    var server = new McpServer(
        vertx,
        new ServerInfo("gatehouse", "Gatehouse", "test", ""),
        offer,
        ServerRules.DEFAULT,
        ToolSets.states(new Secrets(new SecureRandom()), Clock.systemUTC()));
    var in = new PipedInputStream(toServer, 1 << 16);
    var out = new PipedOutputStream();
    var lines =
        new BufferedReader(new InputStreamReader(new PipedInputStream(out, 1 << 16), UTF_8));
    running = new Thread(() -> run(new StdioServer(in, out, server, DemoTokens::principalOf)));
    running.start();
    var reader = new Thread(() -> lines.lines().forEach(fromServer::add));
    reader.setDaemon(true);
    reader.start();
  }

  @AfterEach
  void stop() throws Exception {
    toServer.close();
    running.join(5_000);
    assertThat(running.isAlive()).isFalse();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void asks_and_waits_for_the_answer() throws Exception {
    initialize();
    say(call(1, "test_input_required_result_elicitation"));
    var question = heard();
    assertThat(question.getString("method")).isEqualTo("elicitation/create");
    say("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}");
    assertThat(heard().getInteger("id")).isEqualTo(2); // others are answered meanwhile
    say(new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", question.getValue("id"))
        .put("result", new JsonObject("{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}"))
        .encode());
    assertThat(heard().encode()).contains("Hello, Ada!");
  }

  @Test
  void stops_what_is_cancelled_and_answers_it_no_more() throws Exception {
    initialize();
    say(call(1, "test_input_required_result_elicitation"));
    heard();
    say(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
    say("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}");
    assertThat(heard().getInteger("id")).isEqualTo(2);
  }

  @Test
  void reports_progress_and_logs() throws Exception {
    initialize();
    say(call(1, "test_tool_with_progress")
        .replace("\"name\"", "\"_meta\":{\"progressToken\":\"p\"},\"name\""));
    assertThat(heard().getString("method")).isEqualTo("notifications/progress");
    heard();
    heard();
    assertThat(heard().getInteger("id")).isEqualTo(1);
    say(call(2, "test_logging_tool"));
    assertThat(heard().getString("method")).isEqualTo("notifications/message");
    heard();
  }

  @Test
  void listens_for_changes_in_the_stateless_revision_until_the_input_ends() throws Exception {
    var meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
        + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    say("{\"jsonrpc\":\"2.0\",\"id\":\"l\",\"method\":\"subscriptions/listen\",\"params\":{" + meta
        + ",\"notifications\":{\"toolsListChanged\":true}}}");
    assertThat(heard().getString("method")).isEqualTo("notifications/subscriptions/acknowledged");
    toServer.close();
    var closed = heard();
    assertThat(closed.getString("id")).isEqualTo("l");
    assertThat(closed.getJsonObject("result").getString("resultType")).isEqualTo("complete");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tools/list | {} | test_simple_text",
        "tools/call | {'name':'test_image_content'} | image/png",
        "prompts/list | {} | test_simple_prompt",
        "prompts/get | {'name':'test_simple_prompt'} | messages",
        "resources/list | {} | test://static-text",
        "resources/templates/list | {} | test://template/{id}/data",
        "resources/read | {'uri':'test://template/5/data'} | Data for ID: 5",
        "completion/complete | {'ref':{'type':'ref/prompt','name':'test_prompt_with_arguments'},'argument':{'name':'arg1','value':'par'}} | paris",
        "resources/read | {'uri':'test://nope'} | no such resource",
        "tools/call | {'name':'echo'} | unknown tool",
      })
  void carries_what_http_carries_in_both_generations(String method, String params, String said)
      throws Exception {
    String plain = params.replace('\'', '"');
    initialize();
    say(message(1, method, plain));
    assertThat(heard().encode()).contains(said);
    say(message(2, method, modern(plain)));
    assertThat(heard().encode()).contains(said);
  }

  @Test
  void tells_a_session_of_the_resource_that_it_subscribed_to() throws Exception {
    initialize();
    say(message(1, "resources/subscribe", "{\"uri\":\"test://watched-resource\"}"));
    assertThat(heard().getJsonObject("result").isEmpty()).isTrue();
    offer.updated("test://watched-resource");
    assertThat(heard().getString("method")).isEqualTo("notifications/resources/updated");
  }

  @ParameterizedTest
  @CsvSource({
    "test_input_required_result_sampling, sampling/createMessage",
    "test_input_required_result_list_roots, roots/list",
    "test_elicitation_url, elicitation/create"
  })
  void asks_everything_in_both_generations(String tool, String method) throws Exception {
    initialize();
    say(call(1, tool));
    assertThat(heard().getString("method")).isEqualTo(method);
    say(message(2, "tools/call", modern("{\"name\":\"" + tool + "\"}")));
    assertThat(heard().getJsonObject("result").getJsonObject("inputRequests").encode())
        .contains("\"method\":\"" + method + "\"");
  }

  @Test
  void cancels_a_call_of_the_stateless_revision_by_a_notification() throws Exception {
    say(message(
        3, "subscriptions/listen", modern("{\"notifications\":{\"toolsListChanged\":true}}")));
    assertThat(heard().getString("method")).isEqualTo("notifications/subscriptions/acknowledged");
    say(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":3}}");
    say(message(4, "tools/call", modern("{\"name\":\"test_simple_text\"}")));
    assertThat(heard().getInteger("id")).isEqualTo(4);
  }

  @Test
  void answers_a_batch_in_the_revision_that_has_them_alone() throws Exception {
    String batch = "[" + message(1, "ping", "{}") + ","
        + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"},"
        + call(2, "test_simple_text") + "," + message(3, "initialize", "{}") + "]";
    say(batch);
    assertThat(heard().getJsonObject("error").getString("message"))
        .contains("batches were removed");
    initialize("2025-11-25");
    say(batch);
    assertThat(heard().getJsonObject("error").getString("message"))
        .contains("batches were removed");
    initialize("2025-03-26");
    say("[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}]");
    say(batch);
    assertThat(new JsonArray(heardLine()).stream().map(Object::toString).toList())
        .satisfiesExactly(
            first -> assertThat(first).contains("\"id\":1", "\"result\":{}"),
            second -> assertThat(second).contains("\"id\":2", "simple text"),
            third -> assertThat(third).contains("\"id\":3", "must not be part of a batch"));
  }

  @Test
  void ends_though_a_question_is_open() throws Exception {
    initialize();
    say(call(1, "test_input_required_result_elicitation"));
    heard();
    toServer.close();
    assertThat(heard().encode()).contains("isError\":true", "the client is gone");
  }

  private void initialize() throws Exception {
    initialize("2025-11-25");
  }

  private void initialize(String version) throws Exception {
    say(
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\""
            + version + "\","
            + "\"capabilities\":{\"sampling\":{},\"roots\":{},\"elicitation\":{\"form\":{},\"url\":{}}},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
    heard();
  }

  private static String modern(String params) {
    var capabilities = "{\"sampling\":{},\"roots\":{},\"elicitation\":{\"form\":{},\"url\":{}}}";
    var meta = new JsonObject()
        .put("io.modelcontextprotocol/protocolVersion", "2026-07-28")
        .put("io.modelcontextprotocol/clientCapabilities", new JsonObject(capabilities));
    return new JsonObject(params).put("_meta", meta).encode();
  }

  private static String message(int id, String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":"
        + params + "}";
  }

  private static String call(int id, String tool) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id
        + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool + "\"}}";
  }

  private void say(String line) throws IOException {
    toServer.write((line + "\n").getBytes(UTF_8));
    toServer.flush();
  }

  private JsonObject heard() throws InterruptedException {
    return new JsonObject(heardLine());
  }

  private String heardLine() throws InterruptedException {
    String message = fromServer.poll(5, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("the server said nothing");
    }
    return message;
  }

  private void run(StdioServer server) {
    try {
      server.run(vertx);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
