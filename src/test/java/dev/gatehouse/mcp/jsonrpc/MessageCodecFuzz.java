package dev.gatehouse.mcp.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.fuzz.JsonValues;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** One JSON-RPC message: what is a request has the id, method and parameters that Jackson finds, and its answer carries the same id. */
public final class MessageCodecFuzz {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private MessageCodecFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws JsonProcessingException {
    try {
      Message message = MessageCodec.decode(Buffer.buffer(data));
      JsonNode sent = JACKSON.readTree(new String(data, StandardCharsets.UTF_8));
      assertThat(sent.path("jsonrpc").asText()).isEqualTo("2.0");
      if (message instanceof Message.Request request) {
        checkRequest(request, sent);
      } else if (message instanceof Message.Notification notification) {
        assertThat(sent.has("id")).isFalse();
        assertThat(notification.method()).isEqualTo(sent.get("method").asText());
      } else {
        assertThat(sent.has("method")).isFalse();
        assertThat(sent.has("result") ^ sent.has("error")).isTrue();
      }
    } catch (RpcException refused) {
      JsonNode answer = JACKSON.readTree(MessageCodec.failure(refused.id(), refused.error()));
      assertThat(answer.path("error").path("code").asInt()).isIn(-32700, -32600, -32602);
    }
  }

  private static void checkRequest(Message.Request request, JsonNode sent)
      throws JsonProcessingException {
    assertThat(request.method()).isEqualTo(sent.get("method").textValue());
    JsonNode id = sent.get("id");
    assertThat(id.isTextual() || isWhole(id)).as("%s is an id", id).isTrue();
    JsonNode answer = JACKSON.readTree(MessageCodec.success(request.id(), "{}"));
    assertSame(answer.get("id"), id);
    JsonNode params = sent.has("params") ? sent.get("params") : JACKSON.createObjectNode();
    assertSame(JACKSON.readTree(request.params().encode()), params);
  }

  private static boolean isWhole(JsonNode id) {
    return id.isNumber() && id.doubleValue() == Math.rint(id.doubleValue());
  }

  private static void assertSame(JsonNode ours, JsonNode theirs) {
    assertThat(JsonValues.same(ours, theirs)).as("%s of %s", ours, theirs).isTrue();
  }
}
