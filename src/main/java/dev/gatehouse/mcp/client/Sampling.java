package dev.gatehouse.mcp.client;

import dev.gatehouse.mcp.content.PromptMessage;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A request to the model of the client; MCP "Sampling".
 *
 * @param messages the conversation so far
 * @param maxTokens how long the answer may get
 * @param options other members of the request, such as {@code systemPrompt}, {@code temperature} or {@code modelPreferences}
 */
public record Sampling(List<PromptMessage> messages, int maxTokens, JsonObject options) {
  public Sampling {
    messages = List.copyOf(messages);
    options = options.copy();
  }

  /** One question of the user. */
  public static Sampling of(String prompt, int maxTokens) {
    return new Sampling(List.of(PromptMessage.user(prompt)), maxTokens, new JsonObject());
  }
}
