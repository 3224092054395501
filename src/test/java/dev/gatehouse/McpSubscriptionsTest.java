package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.everything.ConformanceFixtures;
import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.era.ServerRules;
import dev.gatehouse.resourceserver.transport.StreamRules;
import dev.gatehouse.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MCP 2026-07-28 "Subscriptions" and "Cancellation": a stream for changes, and a disconnect that ends the work. */
class McpSubscriptionsTest {
  private static final String ID = "io.modelcontextprotocol/subscriptionId";
  private static final Waiting waiting = new Waiting(new AtomicInteger(), new AtomicInteger());

  private static final Answering answering = new Answering(new AtomicInteger());

  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint(offer -> {
        new ConformanceFixtures().open(offer);
        offer.add(waiting);
        offer.add(answering);
      })
      .with(ServerRules.DEFAULT)
      .with(StreamRules.DEFAULT.beating(Duration.ofMillis(100)));

  private final McpModern client = McpModern.of(mcp);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"notifications\":[]}",
        "{\"notifications\":{\"toolsListChanged\":\"yes\"}}",
        "{\"notifications\":{\"resourceSubscriptions\":\"test://x\"}}",
        "{\"notifications\":{\"resourceSubscriptions\":[7]}}"
      })
  void refuses_what_is_no_filter(String params) {
    assertThat(client.post("subscriptions/listen", new JsonObject(params)).errorCode())
        .isEqualTo(-32602);
  }

  @Test
  void refuses_a_client_that_takes_no_stream() {
    var params = filter("{\"toolsListChanged\":true}");
    assertThat(client
            .post("subscriptions/listen", params, "Accept", "application/json")
            .errorMessage())
        .contains("text/event-stream");
  }

  @Test
  void acknowledges_first_and_tells_what_was_asked_for_alone() {
    try (var stream =
        client.stream("subscriptions/listen", filter("{\"toolsListChanged\":true}"))) {
      var acknowledged = stream.next();
      assertThat(acknowledged.id()).isEmpty();
      assertThat(acknowledged.method()).isEqualTo("notifications/subscriptions/acknowledged");
      assertThat(acknowledged.params().getJsonObject("notifications"))
          .isEqualTo(new JsonObject("{\"toolsListChanged\":true}"));
      client.call("test_trigger_prompt_change", new JsonObject());
      client.call("test_trigger_resource_update", new JsonObject());
      client.call("test_trigger_tool_change", new JsonObject());
      var changed = stream.next();
      assertThat(changed.method()).isEqualTo("notifications/tools/list_changed");
      assertThat(changed.params().getJsonObject("_meta").getInteger(ID)).isEqualTo(7);
      assertThat(client.post("tools/list", new JsonObject()).http().body())
          .contains("test_dynamic_tool");
      client.call("test_trigger_prompt_change", new JsonObject());
      client.call("test_trigger_tool_change", new JsonObject());
    }
  }

  @Test
  void tells_of_resources_that_the_caller_may_read() {
    var wanted = filter(
        "{\"resourceSubscriptions\":[\"test://watched-resource\",\"test://no-such-thing\"]}");
    try (var stream = client.stream("subscriptions/listen", wanted)) {
      assertThat(stream.next().params().getJsonObject("notifications").encode())
          .isEqualTo("{\"resourceSubscriptions\":[\"test://watched-resource\"]}");
      client.call("test_trigger_resource_update", new JsonObject());
      assertThat(stream.next().params().getString("uri")).isEqualTo("test://watched-resource");
    }
    try (var stream =
        client.as(token("nora", "notes:read")).stream("subscriptions/listen", wanted)) {
      assertThat(stream.next().params().getJsonObject("notifications").isEmpty())
          .isTrue();
      client.call("test_trigger_resource_update", new JsonObject());
      assertThat(stream.isSilent()).isTrue();
    }
  }

  @Test
  void limits_the_streams_of_one_user() {
    var hoarder = client.as(token("hoarder", "mcp.read"));
    var wanted = filter("{\"toolsListChanged\":true}");
    var streams = new ArrayList<McpStream>();
    for (int i = 0; i < 65; i++) {
      streams.add(hoarder.stream("subscriptions/listen", wanted));
    }
    assertThat(streams.get(63).status()).isEqualTo(200);
    assertThat(streams.get(64).status()).isEqualTo(429);
    streams.forEach(McpStream::close);
    try (var other = client.stream("subscriptions/listen", wanted)) {
      assertThat(other.status()).isEqualTo(200);
    }
    Eventually.until("room again", () -> {
      try (var again = hoarder.stream("subscriptions/listen", wanted)) {
        return again.status() == 200;
      }
    });
  }

  @Test
  void takes_a_disconnect_for_a_cancellation() {
    int before = waiting.cancelled().get();
    var stream = client.stream(
        "tools/call",
        new JsonObject()
            .put("name", "waiting")
            .put("_meta", new JsonObject().put("progressToken", 1)));
    assertThat(stream.next().method()).isEqualTo("notifications/progress");
    stream.close();
    Eventually.until("cancelled", () -> waiting.cancelled().get() == before + 1);
  }

  // By a connection that lives on: its end would be a cancellation too.
  @Test
  void takes_the_end_of_the_token_for_a_cancellation() throws Exception {
    int before = waiting.cancelled().get();
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"waiting\","
            + "\"_meta\":{\"progressToken\":1,\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
    var uri = URI.create(mcp.origin());
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket
          .getOutputStream()
          .write(("POST /mcp HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nAuthorization: Bearer "
                  + token("alice", "mcp.read|400")
                  + "\r\nContent-Type: application/json\r\nMCP-Protocol-Version: 2026-07-28"
                  + "\r\nMcp-Method: tools/call\r\nMcp-Name: waiting\r\nContent-Length: "
                  + body.length() + "\r\n\r\n" + body)
              .getBytes(StandardCharsets.UTF_8));
      var reader = new BufferedReader(
          new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(reader.lines().takeWhile(line -> !line.equals("0")).toList())
          .anyMatch(line -> line.contains("notifications/progress"));
      Eventually.until("cancelled", () -> waiting.cancelled().get() == before + 1);
    }
  }

  @Test
  void does_not_cancel_what_was_answered() throws Exception {
    int before = answering.cancelled().get();
    var params = new JsonObject()
        .put("name", "answering")
        .put("_meta", new JsonObject().put("progressToken", 1));
    try (var stream = client.stream("tools/call", params)) {
      assertThat(stream.next().method()).isEqualTo("notifications/progress");
      assertThat(stream.message().getInteger("id")).isEqualTo(7);
      assertThat(stream.ends()).isTrue();
    }
    assertThat(client.call("answering", new JsonObject()).text()).isEqualTo("done");
    Thread.sleep(200); // after the connection
    assertThat(answering.cancelled().get()).isEqualTo(before);
  }

  @Test
  void logs_for_a_request_that_asks_for_it() {
    var params = new JsonObject()
        .put("name", "test_logging_tool")
        .put("_meta", new JsonObject().put("io.modelcontextprotocol/logLevel", "warning"));
    try (var stream = client.stream("tools/call", params)) {
      assertThat(stream.next().method()).isEqualTo("notifications/message");
      assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
    }
    params.put("_meta", new JsonObject().put("io.modelcontextprotocol/logLevel", "loud"));
    assertThat(client.post("tools/call", params).errorCode()).isEqualTo(-32602);
    assertThat(client.call("test_logging_tool", new JsonObject()).text()).isEqualTo("logged");
  }

  @Test
  void shows_that_a_quiet_stream_is_alive() throws Exception {
    var params = filter("{\"toolsListChanged\":true}");
    try (var stream = client.stream("subscriptions/listen", params)) {
      stream.next();
      assertThat(stream.isSilent()).isTrue(); // comments are no events
      assertThat(stream.comments()).isPositive();
    }
  }

  private static JsonObject filter(String notifications) {
    return new JsonObject().put("notifications", new JsonObject(notifications));
  }

  /** Works for a while, and counts whether it was cancelled. */
  private record Answering(AtomicInteger cancelled) implements Tool {
    @Override
    public ToolDescriptor descriptor() {
      return ToolDescriptor.of("answering", "Answering", "Answers after a while.");
    }

    @Override
    public Future<ToolResult> call(JsonObject arguments, Caller caller) {
      caller.onCancel(cancelled::incrementAndGet);
      caller.progress(1, 2, "begun");
      return caller.pause(Duration.ofMillis(50)).map(ToolResult.text("done"));
    }
  }

  /** Works until it is cancelled. */
  private record Waiting(AtomicInteger called, AtomicInteger cancelled) implements Tool {
    @Override
    public ToolDescriptor descriptor() {
      return ToolDescriptor.of("waiting", "Waiting", "Waits until it is cancelled.");
    }

    @Override
    public Future<ToolResult> call(JsonObject arguments, Caller caller) {
      called.incrementAndGet();
      caller.onCancel(cancelled::incrementAndGet);
      caller.progress(1, 2, "waiting");
      return Promise.<ToolResult>promise().future();
    }
  }
}
