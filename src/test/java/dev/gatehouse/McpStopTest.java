package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** A server that stops tells those who listen; MCP 2026-07-28 "Graceful Closure". */
class McpStopTest {
  private static final String LISTEN =
      "{\"jsonrpc\":\"2.0\",\"id\":\"l-1\",\"method\":\"subscriptions/listen\",\"params\":{"
          + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}},"
          + "\"notifications\":{\"toolsListChanged\":true}}}";

  @Test
  void answers_a_subscription_and_ends_it() {
    Gatehouse gatehouse = Gatehouse.builder()
        .settings(SettingsBuilder.settingsOnFreePorts())
        .start()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    String mcp = gatehouse.settings().resourceServer().resource();
    String token = TestClient.register(gatehouse.settings().authServer().issuer(), mcp)
        .tokens("bob", "mcp.read")
        .getString("access_token");
    try (var stream = McpStream.open(HttpRequest.newBuilder(URI.create(mcp))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .header("MCP-Protocol-Version", "2026-07-28")
        .header("Mcp-Method", "subscriptions/listen")
        .POST(BodyPublishers.ofString(LISTEN)))) {
      assertThat(stream.next().method()).isEqualTo("notifications/subscriptions/acknowledged");
      var stopped = gatehouse.close();
      JsonObject last = stream.message();
      assertThat(last.getString("id")).isEqualTo("l-1");
      assertThat(last.getJsonObject("result").getString("resultType")).isEqualTo("complete");
      assertThat(last.getJsonObject("result")
              .getJsonObject("_meta")
              .getString("io.modelcontextprotocol/subscriptionId"))
          .isEqualTo("l-1");
      assertThat(stream.ends()).isTrue();
      stopped.toCompletionStage().toCompletableFuture().join();
    }
  }
}
