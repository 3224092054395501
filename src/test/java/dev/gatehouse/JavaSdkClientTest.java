package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The official Java SDK client, with a bearer token, as an independent reader of what we send. */
class JavaSdkClientTest {
  @RegisterExtension
  static final McpEndpoint mcp = new McpEndpoint();

  @Test
  void is_refused_without_a_token() {
    try (McpSyncClient client = client("")) {
      assertThatThrownBy(client::initialize).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void connects_lists_and_calls() {
    try (McpSyncClient client = client(McpEndpoint.token("alice", McpEndpoint.ALL))) {
      assertThat(client.initialize().serverInfo().name()).isEqualTo("gatehouse");
      client.ping();
      assertThat(client.listTools().tools())
          .extracting(McpSchema.Tool::name)
          .startsWith("whoami")
          .hasSize(6);
      assertThat(text(client, "echo", Map.of("message", "ab"))).isEqualTo("ababab");
      assertThat(text(client, "add_note", Map.of("note", "one")))
          .isEqualTo("stored note for alice");
      assertThat(text(client, "read_notes", Map.of())).isEqualTo("one");
    }
  }

  @Test
  void is_refused_a_tool_beyond_its_scopes() {
    try (McpSyncClient client = client(McpEndpoint.token("ray", "notes:read"))) {
      client.initialize();
      assertThatThrownBy(() -> text(client, "add_note", Map.of("note", "one")))
          .isInstanceOf(RuntimeException.class);
      assertThat(mcp.notes.of("ray")).isEmpty();
    }
  }

  private static String text(McpSyncClient client, String tool, Map<String, Object> arguments) {
    var result = client.callTool(
        McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    return ((McpSchema.TextContent) result.content().get(0)).text();
  }

  private static McpSyncClient client(String token) {
    var transport = HttpClientStreamableHttpTransport.builder(mcp.origin())
        .endpoint("/mcp")
        .addHttpRequestCustomizer((builder, method, uri, body, context) -> {
          if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
          }
        })
        .build();
    return McpClient.sync(transport).build();
  }
}
