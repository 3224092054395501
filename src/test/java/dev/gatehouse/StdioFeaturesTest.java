package dev.gatehouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.everything.Everything;
import dev.gatehouse.mcp.era.ServerInfo;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.mcp.registry.LiveOffer;
import dev.gatehouse.mcp.server.McpServer;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.stdio.DemoTokens;
import dev.gatehouse.stdio.StdioServer;
import io.vertx.core.Vertx;
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

/** stdio, as a conversation: what the server says that is no answer, and what the client answers; MCP "stdio". */
class StdioFeaturesTest {
  private final Vertx vertx = Vertx.vertx();
  private final PipedOutputStream toServer = new PipedOutputStream();
  private final BlockingQueue<JsonObject> fromServer = new LinkedBlockingQueue<>();
  private Thread running = new Thread(() -> {});

  @BeforeEach
  void start() throws IOException {
    var offer = new LiveOffer();
    new Everything().open(offer);
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
    var reader =
        new Thread(() -> lines.lines().forEach(line -> fromServer.add(new JsonObject(line))));
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

  @Test
  void ends_though_a_question_is_open() throws Exception {
    initialize();
    say(call(1, "test_input_required_result_elicitation"));
    heard();
    toServer.close();
    assertThat(heard().encode()).contains("isError\":true", "the client is gone");
  }

  private void initialize() throws Exception {
    say(
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
            + "\"capabilities\":{\"elicitation\":{}},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}");
    heard();
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
    JsonObject message = fromServer.poll(5, TimeUnit.SECONDS);
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
