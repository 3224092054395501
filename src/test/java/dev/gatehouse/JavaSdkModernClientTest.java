package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Eventually;
import io.modelcontextprotocol.modern.McpSchema.CallToolResult;
import io.modelcontextprotocol.modern.McpSchema.ElicitResult;
import io.modelcontextprotocol.modern.McpSchema.TextContent;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.client.McpClient;
import io.modelcontextprotocol.modern.client.McpSyncClient;
import io.modelcontextprotocol.modern.client.SubscriptionEvent;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import io.modelcontextprotocol.modern.client.transport.McpHttpRequestCustomizer;
import io.modelcontextprotocol.modern.client.transport.McpHttpStatusException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** MCP 2026-07-28 as the official Java SDK 2.2 reads it, the second independent reader of that revision beside the TypeScript client. */
class JavaSdkModernClientTest {
  @RegisterExtension
  static final App app =
      App.with(settings -> settings.set("resource-server.tools", List.of("demo", "everything")));

  @Test
  void is_refused_without_a_token() {
    McpHttpStatusException refusal =
        catchThrowableOfType(McpHttpStatusException.class, client("")::discover);
    assertThat(refusal.statusCode()).isEqualTo(401);
    assertThat(challenge(refusal)).contains("resource_metadata=");
  }

  @Test
  void discovers_lists_and_calls() {
    McpSyncClient client = client(app.token("alice", "mcp.read"));
    assertThat(client.discover().supportedVersions()).contains("2026-07-28");
    assertThat(client.listTools().list().tools()).extracting(Tool::name).startsWith("whoami");
    assertThat(text(client.tool("echo").arguments(Map.of("message", "ab")).call()))
        .isEqualTo("ababab");
  }

  @Test
  void is_refused_a_tool_beyond_its_scopes() {
    McpSyncClient client = client(app.token("alice", "mcp.read"));
    McpHttpStatusException refusal = catchThrowableOfType(
        McpHttpStatusException.class,
        () -> client.tool("add_note").arguments(Map.of("note", "one")).call());
    assertThat(refusal.statusCode()).isEqualTo(403);
    assertThat(challenge(refusal)).contains("scope=\"mcp.read notes:write\"");
  }

  @Test
  void reads_and_answers_an_input_required_result() {
    McpSyncClient client = client(app.token("alice", "mcp.read mcp.write"));
    CallToolResult answer = client
        .tool("test_input_required_result_elicitation")
        .formElicitation(asked -> ElicitResult.accept(Map.of("name", "Ada")))
        .call();
    assertThat(text(answer)).isEqualTo("Hello, Ada!");
  }

  @Test
  void hears_progress() {
    List<Double> heard = new CopyOnWriteArrayList<>();
    client(app.token("alice", "mcp.read"))
        .tool("test_tool_with_progress")
        .progress(step -> heard.add(step.progress()))
        .call();
    assertThat(heard).containsExactly(0.0, 50.0, 100.0);
  }

  @Test
  void hears_that_the_tools_have_changed() throws Exception {
    McpSyncClient client = client(app.token("alice", "mcp.read mcp.write"));
    List<SubscriptionEvent> heard = new CopyOnWriteArrayList<>();
    try (var listening = client.listen().toolsChanged().open(heard::add)) {
      assertThat(listening).isNotNull();
      Eventually.until("the acknowledgement", () -> !heard.isEmpty());
      client.tool("test_trigger_tool_change").call();
      Eventually.until(
          "the change",
          () -> heard.stream().anyMatch(SubscriptionEvent.ToolsListChanged.class::isInstance));
    }
  }

  private static String challenge(McpHttpStatusException refusal) {
    return refusal.headers().firstValue("WWW-Authenticate").orElse("");
  }

  private static String text(CallToolResult answer) {
    return ((TextContent) answer.content().get(0)).text();
  }

  private static McpSyncClient client(String token) {
    var transport = HttpClientMcpTransport.builder(app.mcpUrl())
        .requestCustomizer(McpHttpRequestCustomizer.fromSync((request, headers, context) -> {
          if (!token.isEmpty()) {
            headers.set("Authorization", "Bearer " + token);
          }
        }))
        .build();
    return McpClient.sync(transport).build();
  }
}
