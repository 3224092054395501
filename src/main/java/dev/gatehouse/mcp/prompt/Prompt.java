package dev.gatehouse.mcp.prompt;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.content.Completion;
import io.vertx.core.Future;
import java.util.Map;

/**
 * A message, or several, that a person picks to start with; MCP "Prompts". When {@code fill} is reached the caller holds the scope, every
 * required argument is there, and no other than those that the prompt named. What {@link Tool} says of threads and failures holds here too.
 */
public interface Prompt {
  /** What the prompt says about itself. Asked once. */
  PromptDescriptor descriptor();

  /** The messages. */
  Future<PromptResult> fill(Map<String, String> arguments, Caller caller);

  /** Suggestions for an argument that is being typed, given the others so far; MCP "Completion". */
  default Future<Completion> complete(
      String argument, String typed, Map<String, String> others, Caller caller) {
    return Future.succeededFuture(Completion.NONE);
  }
}
