package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.call;
import static dev.gatehouse.McpEndpoint.request;
import static dev.gatehouse.McpEndpoint.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.client.LogLevel;
import dev.gatehouse.resourceserver.transport.StreamRules;
import dev.gatehouse.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a tool, or a reader that does not read, does wrong harms nobody else. */
class McpHarmTest {
  private static final AtomicBoolean interrupted = new AtomicBoolean();
  private static final AtomicInteger flooded = new AtomicInteger();

  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint(new Blocking(), new Flooding(), new Broken())
      .with(StreamRules.DEFAULT.beating(Duration.ofMillis(200)));

  @Test
  void gives_a_tool_that_blocks_a_thread_of_its_own_and_interrupts_it() {
    var reply = mcp.post(call("blocking", Map.of()));
    assertThat(reply.text()).contains("no answer within");
    Eventually.until("interrupted", interrupted::get);
    assertThat(mcp.post(request(1, "ping", Map.of())).status()).isEqualTo(200);
  }

  @Test
  void drops_a_reader_that_does_not_read() throws Exception {
    var session = McpSession.open(mcp, token("slow", McpEndpoint.ALL), "2025-06-18");
    var body = call("flooding", Map.of()).encode();
    var uri = URI.create(mcp.origin());
    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
      socket
          .getOutputStream()
          .write(("POST /mcp HTTP/1.1\r\nHost: " + uri.getAuthority()
                  + "\r\nAuthorization: Bearer " + session.token() + "\r\nMcp-Session-Id: "
                  + session.id()
                  + "\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\nContent-Length: "
                  + body.length() + "\r\n\r\n" + body)
              .getBytes(StandardCharsets.UTF_8));
      Eventually.until("flooded", () -> flooded.get() == 900);
      Thread.sleep(1_000); // several heartbeats
      var read = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(read);
      } catch (IOException reset) {
        // dropped
      }
      assertThat(read.size()).isBetween(1, 8_000_000);
      assertThat(read.toString(StandardCharsets.UTF_8)).doesNotContain("flooded for good");
    }
    assertThat(session.post(request(1, "ping", Map.of())).status()).isEqualTo(200);
  }

  @Test
  void does_not_send_a_result_that_breaks_its_own_schema() {
    var reply = mcp.post(call("broken", Map.of()));
    assertThat(reply.errorCode()).isEqualTo(-32603);
    assertThat(reply.http().body()).doesNotContain("secret");
  }

  /** Sleeps on its thread, much longer than it may. */
  private record Blocking() implements Tool {
    @Override
    public ToolDescriptor descriptor() {
      return ToolDescriptor.of("blocking", "Blocking", "Blocks its thread.");
    }

    @Override
    public boolean blocks() {
      return true;
    }

    @Override
    public Future<ToolResult> call(JsonObject arguments, Caller caller) {
      try {
        Thread.sleep(60_000);
        return Future.succeededFuture(ToolResult.text("slept"));
      } catch (InterruptedException e) {
        interrupted.set(true);
        return Future.failedFuture(e);
      }
    }
  }

  /** Says more than a reader can take. */
  private record Flooding() implements Tool {
    @Override
    public ToolDescriptor descriptor() {
      return ToolDescriptor.of("flooding", "Flooding", "Says very much.");
    }

    @Override
    public Future<ToolResult> call(JsonObject arguments, Caller caller) {
      for (int i = 0; i < 900; i++) {
        caller.log(LogLevel.ERROR, "x".repeat(9_000));
        flooded.incrementAndGet();
      }
      return caller.pause(Duration.ofMillis(100)).map(ToolResult.text("flooded for good"));
    }
  }

  /** Promises a number, and answers with text. */
  private record Broken() implements Tool {
    @Override
    public ToolDescriptor descriptor() {
      return ToolDescriptor.of("broken", "Broken", "Breaks its promise.")
          .answering(
              new JsonObject(
                  "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}"));
    }

    @Override
    public Future<ToolResult> call(JsonObject arguments, Caller caller) {
      return Future.succeededFuture(
          ToolResult.structured("secret", new JsonObject().put("n", "secret")));
    }
  }
}
