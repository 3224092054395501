package dev.gatehouse.mcp;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Something that a caller can have done; MCP "Tools". One class is one tool: name it in the composition root, or in {@code
 * META-INF/services/dev.gatehouse.mcp.Tool} of a jar on the class path (then with a public constructor without parameters).
 *
 * <p>When {@code call} is reached the caller holds the tool's scope and the arguments match its schema. It runs on an event loop and must not
 * block; several loops may call it at the same time.
 */
public interface Tool {
  /** What the tool says about itself. Asked once. */
  ToolDescriptor descriptor();

  /**
   * Does it. A failed future, or an exception, becomes a result that says no more than that the tool failed: its message goes to the log, not
   * to the caller. For what the caller can put right use {@link ToolResult#error}.
   */
  Future<ToolResult> call(JsonObject arguments, Caller caller);
}
