package dev.gatehouse.mcp;

import dev.gatehouse.mcp.caller.Caller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Something that a caller can have done; MCP "Tools". One class is one tool: name it in the composition root, or in {@code
 * META-INF/services/dev.gatehouse.mcp.Tool} of a jar on the class path (then with a public constructor without parameters).
 *
 * <p>When {@code call} is reached the caller holds the tool's scope and the arguments match its schema. It runs on an event loop, of which there
 * are several at the same time, and must not block it for more than a millisecond: a tool that does says so in {@link #blocks}.
 */
public interface Tool {
  /** What the tool says about itself. Asked once. */
  ToolDescriptor descriptor();

  /**
   * Does it. A failed future, or an exception, becomes a result that says no more than that the tool failed: its message goes to the log, not
   * to the caller. For what the caller can put right use {@link ToolResult#error}.
   */
  Future<ToolResult> call(JsonObject arguments, Caller caller);

  /**
   * Whether {@code call} blocks its thread: it is then run on one of a few worker threads, which is interrupted when the time limit has passed
   * or the caller gives up.
   */
  default boolean blocks() {
    return false;
  }
}
