package dev.gatehouse.interop;

import static dev.gatehouse.interop.JavaSdkIT.assertRefused;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.TestClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The official Java SDK: one row of the table client × feature. Its OAuth is the application's, which here is a {@link TestClient}. */
final class JavaSdkClient {
  private static final String OAUTH = "leaves OAuth to the application, and shows it the challenge";

  private final RunningJar gatehouse;
  private final RestartButton restartButton;
  private final List<Double> progress = new CopyOnWriteArrayList<>();
  private @Nullable TestClient registration;
  private String token = "";

  JavaSdkClient(RunningJar gatehouse, RestartButton restartButton) {
    this.gatehouse = gatehouse;
    this.restartButton = restartButton;
  }

  ClientRow row() throws IOException, InterruptedException {
    try (McpSyncClient client = client()) {
      assertRefused(client::initialize, 401, "resource_metadata=");
    }
    register();
    token = tokenFor("mcp.read");
    try (McpSyncClient client = client()) {
      var row = new ClientRow("Java SDK 2.2.0", client.initialize().protocolVersion());
      row.lacks("log in", OAUTH);
      calls(client, row);
      stepsUp(client, row);
      survives(client, row);
      return row;
    }
  }

  private void calls(McpSyncClient client, ClientRow row) {
    assertThat(client.listTools().tools().get(0).name()).isEqualTo("whoami");
    row.does("list");
    assertThat(call(client, "echo", Map.of("message", "hi", "repeat_count", 2))).isEqualTo("hihi");
    row.does("call");
    client.callTool(
        CallToolRequest.builder("test_tool_with_progress").progressToken("p").build());
    // The SDK hands progress to another thread, and the result may overtake it.
    Eventually.until("three steps", () -> progress.equals(List.of(0.0, 50.0, 100.0)));
    row.does("progress");
    assertThat(call(client, "test_elicitation", Map.of("message", "who?")))
        .contains("alice@example.com");
    row.does("elicitation");
  }

  private void stepsUp(McpSyncClient client, ClientRow row) {
    Map<String, Object> note = Map.of("note", "stepped up");
    assertRefused(() -> call(client, "add_note", note), 403, "scope=\"mcp.read notes:write\"");
    token = tokenFor("mcp.read notes:write");
    call(client, "add_note", note);
    row.lacks("step-up", OAUTH);
  }

  private void survives(McpSyncClient client, ClientRow row)
      throws IOException, InterruptedException {
    restartButton.restart();
    losesItsSessionOnce(client);
    row.lacks("restart", "reports a lost session (the next call opens another)");
    restartButton.restartForgettingTheKey();
    assertRefused(
        () -> call(client, "echo", Map.of("message", "back")), 401, "error=\"invalid_token\"");
    register();
    token = tokenFor("mcp.read");
    losesItsSessionOnce(client);
    row.lacks("forgotten", OAUTH);
  }

  private static void losesItsSessionOnce(McpSyncClient client) {
    assertThat(catchThrowable(() -> call(client, "echo", Map.of("message", "lost"))))
        .hasMessageContaining("MCP session with server terminated");
    assertThat(call(client, "echo", Map.of("message", "hi", "repeat_count", 1))).isEqualTo("hi");
  }

  private void register() {
    registration = TestClient.register(gatehouse.issuer(), gatehouse.origin() + "/mcp");
  }

  private String tokenFor(String scope) {
    return requireNonNull(registration).tokens("alice", scope).getString("access_token");
  }

  private static String call(McpSyncClient client, String tool, Map<String, Object> arguments) {
    var answer =
        client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
    return ((TextContent) answer.content().get(0)).text();
  }

  private McpSyncClient client() {
    var transport = HttpClientStreamableHttpTransport.builder(gatehouse.origin())
        .endpoint("/mcp")
        .addHttpRequestCustomizer((request, method, uri, body, context) -> {
          if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
          }
        })
        .build();
    Map<String, Object> person = Map.of("username", "alice", "email", "alice@example.com");
    return McpClient.sync(transport)
        .requestTimeout(Duration.ofSeconds(10))
        .capabilities(ClientCapabilities.builder().elicitation().build())
        .elicitation(asked ->
            ElicitResult.builder(ElicitResult.Action.ACCEPT).content(person).build())
        .progressConsumer(step -> progress.add(step.progress()))
        .build();
  }
}
