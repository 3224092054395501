package dev.gatehouse.mcp.prompt;

import dev.gatehouse.mcp.content.PromptMessage;
import java.util.List;

/**
 * A prompt filled in; MCP "GetPromptResult".
 *
 * @param description empty where there is none
 */
public record PromptResult(String description, List<PromptMessage> messages) {
  public PromptResult {
    messages = List.copyOf(messages);
  }

  public static PromptResult of(PromptMessage... messages) {
    return new PromptResult("", List.of(messages));
  }
}
