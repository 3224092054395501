package dev.gatehouse;

import static dev.gatehouse.McpEndpoint.request;
import static dev.gatehouse.McpEndpoint.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.McpEndpoint.Reply;
import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a prompt, a resource, a template or a suggestion does wrong harms nobody else and gives nothing away, as with tools. */
class McpHarmOfOthersTest {
  private static final AtomicReference<Supplier<Future<String>>> behaviour =
      new AtomicReference<>();

  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint(offer -> {
    new OneOfEach(() -> behaviour.get().get()).open(offer);
    offer.add(new LongWinded());
  });

  private static final String HOLDER = token("holder", OneOfEach.SCOPE);

  @ParameterizedTest
  @EnumSource
  void says_no_more_than_that_it_failed(OneOfEach.Way way) {
    behaviour.set(() -> {
      throw new IllegalStateException("secret");
    });
    assertHarmless(way);
    behaviour.set(() -> Future.failedFuture(new IllegalStateException("secret")));
    assertHarmless(way);
    behaviour.set(() -> {
      throw new StackOverflowError("secret");
    });
    assertHarmless(way);
    behaviour.set(Future::succeededFuture);
    assertHarmless(way);
  }

  @ParameterizedTest
  @EnumSource
  void waits_no_longer_than_the_time_limit(OneOfEach.Way way) {
    behaviour.set(() -> Promise.<String>promise().future());
    assertThat(way.legacy(mcp, HOLDER).http().body()).contains("no answer within");
    assertThat(way.modern(mcp, HOLDER).http().body()).contains("no answer within");
  }

  @ParameterizedTest
  @EnumSource
  void sends_no_answer_without_end(OneOfEach.Way way) {
    behaviour.set(() -> Future.succeededFuture("x".repeat(5_000_000)));
    assertThat(way.legacy(mcp, HOLDER).errorCode()).isEqualTo(-32603);
    assertThat(way.modern(mcp, HOLDER).errorCode()).isEqualTo(-32603);
  }

  @Test
  void shortens_what_a_tool_says_on_its_way() {
    var session = McpSession.open(mcp);
    try (var stream = session.stream(request(
        1,
        "tools/call",
        Map.of("name", "longwinded", "_meta", new JsonObject().put("progressToken", 1))))) {
      assertThat(stream.message().encode().length()).isLessThan(11_000);
    }
  }

  private static void assertHarmless(OneOfEach.Way way) {
    for (Reply reply : new Reply[] {way.legacy(mcp, HOLDER), way.modern(mcp, HOLDER)}) {
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.http().body())
          .contains("failed; the server's log has it")
          .doesNotContain("secret", "Exception", "Error:", "java");
    }
    assertThat(mcp.post(request(1, "ping", Map.of())).status()).isEqualTo(200);
  }

  /** Reports progress in very many words. */
  private record LongWinded() implements Tool {
    @Override
    public ToolDescriptor descriptor() {
      return ToolDescriptor.of("longwinded", "Longwinded", "Reports in many words.");
    }

    @Override
    public Future<ToolResult> call(JsonObject arguments, Caller caller) {
      caller.progress(1, 2, "x".repeat(3_000_000));
      return Future.succeededFuture(ToolResult.text("done"));
    }
  }
}
