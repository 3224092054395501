package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.Gatehouse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both servers in the JVM of a test, with a tool of one's own. */
class EmbeddedTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Gatehouse gatehouse;

  @BeforeAll
  static void start() {
    gatehouse = Gatehouse.builder()
        .settings(settings -> settings.onFreePorts())
        .tools(new ShoutTool())
        .start()
        .await();
  }

  @AfterAll
  static void stop() {
    gatehouse.close().await();
  }

  @Test
  void calls_a_tool_with_a_token() throws IOException, InterruptedException {
    String token = gatehouse.token("alice", "mcp.read").await();
    HttpResponse<String> answer = shout("Bearer " + token);
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("alice shouts HELLO"), answer.body());
  }

  @Test
  void is_refused_without_one() throws IOException, InterruptedException {
    assertEquals(401, shout("Basic eDp5").statusCode());
    String other = gatehouse.token("alice", "notes:read").await();
    assertEquals(403, shout("Bearer " + other).statusCode());
  }

  private static HttpResponse<String> shout(String authorization)
      throws IOException, InterruptedException {
    String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
        + "{\"name\":\"shout\",\"arguments\":{\"text\":\"hello\"}}}";
    HttpRequest request = HttpRequest.newBuilder(URI.create(gatehouse.mcpUrl()))
        .header("Authorization", authorization)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream")
        .header("MCP-Protocol-Version", "2025-06-18")
        .POST(BodyPublishers.ofString(call))
        .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
