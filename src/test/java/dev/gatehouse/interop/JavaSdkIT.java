package dev.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.testing.App;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The official Java SDK, which leaves OAuth to the application: here with a bearer token of alice's. */
class JavaSdkIT {
  @RegisterExtension
  static final App app = App.started();

  @Test
  void is_refused_without_a_token() {
    try (McpSyncClient client = client("")) {
      assertRefused(client::initialize, 401, "resource_metadata=");
    }
  }

  @Test
  void is_refused_a_tool_beyond_its_scopes() {
    try (McpSyncClient client = client(app.token("alice", "mcp.read"))) {
      client.initialize();
      var request = CallToolRequest.builder("add_note")
          .arguments(Map.of("note", "not written"))
          .build();
      assertRefused(() -> client.callTool(request), 403, "scope=\"mcp.read notes:write\"");
    }
  }

  @Test
  void lists_and_calls_tools() {
    try (McpSyncClient client = client(app.token("alice", "mcp.read"))) {
      assertThat(client.initialize().protocolVersion()).isEqualTo("2025-11-25");
      assertThat(client.listTools().tools())
          .extracting(tool -> tool.name())
          .contains("whoami", "echo");
      var answer = client.callTool(CallToolRequest.builder("echo")
          .arguments(Map.of("message", "from Java"))
          .build());
      assertThat(((TextContent) answer.content().get(0)).text()).contains("from Java");
    }
  }

  /** The SDK shows the application the status and the challenge. */
  static void assertRefused(ThrowingCallable call, int status, String challenge) {
    var causes = Stream.iterate(catchThrowable(call), Objects::nonNull, Throwable::getCause);
    assertThat(causes.filter(McpHttpClientTransportAuthorizationException.class::isInstance))
        .map(refusal -> ((McpHttpClientTransportAuthorizationException) refusal).getResponseInfo())
        .singleElement()
        .satisfies(answer -> {
          assertThat(answer.statusCode()).isEqualTo(status);
          assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
              .contains(challenge);
        });
  }

  private static McpSyncClient client(String token) {
    var transport = HttpClientStreamableHttpTransport.builder(app.origin())
        .endpoint("/mcp")
        .addHttpRequestCustomizer((request, method, uri, body, context) -> {
          if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
          }
        })
        .build();
    return McpClient.sync(transport).requestTimeout(Duration.ofSeconds(10)).build();
  }
}
