package dev.gatehouse.everything;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.client.LogLevel;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Tools that say something before they answer, or let go of the connection meanwhile; MCP "Logging", "Progress", and SEP-1699. */
final class NotificationFixtures {
  private static final Duration STEP = Duration.ofMillis(50);

  private NotificationFixtures() {}

  static List<Tool> tools() {
    return List.of(
        FixtureTool.of(
            "test_tool_with_logging",
            "Sends three log messages.",
            (arguments, caller) -> logged(caller)),
        FixtureTool.of(
            "test_tool_with_progress",
            "Reports its progress three times.",
            (arguments, caller) -> progressed(caller)),
        FixtureTool.of(
            "test_logging_tool",
            "Sends a log message, where the client wants one.",
            (arguments, caller) -> {
              caller.log(LogLevel.WARNING, "test_logging_tool was called");
              return Future.succeededFuture(ToolResult.text("logged"));
            }),
        FixtureTool.of(
            "test_reconnection",
            "Lets go of the connection before it answers.",
            (arguments, caller) -> {
              caller.letGo();
              return caller
                  .pause(STEP.multipliedBy(2))
                  .map(ToolResult.text("Reconnection test completed successfully."));
            }));
  }

  private static Future<ToolResult> logged(Caller caller) {
    caller.log(LogLevel.INFO, "Tool execution started");
    return caller
        .pause(STEP)
        .onSuccess(later -> caller.log(LogLevel.INFO, "Tool processing data"))
        .compose(later -> caller.pause(STEP))
        .onSuccess(later -> caller.log(LogLevel.INFO, "Tool execution completed"))
        .map(ToolResult.text("Tool with logging executed successfully"));
  }

  private static Future<ToolResult> progressed(Caller caller) {
    caller.progress(0, 100, "Completed step 0 of 100");
    return caller
        .pause(STEP)
        .onSuccess(later -> caller.progress(50, 100, "Completed step 50 of 100"))
        .compose(later -> caller.pause(STEP))
        .onSuccess(later -> caller.progress(100, 100, "Completed step 100 of 100"))
        .map(ToolResult.text("Tool with progress executed successfully"));
  }
}
