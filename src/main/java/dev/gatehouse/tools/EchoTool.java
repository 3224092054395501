package dev.gatehouse.tools;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.schema.ArgumentSchema;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Returns its input, repeated: the smallest tool with arguments, and the one to copy. */
public final class EchoTool implements Tool {
  private static final int DEFAULT_COUNT = 3;

  private static final ToolDescriptor DESCRIPTOR = ToolDescriptor.of(
          "echo", "Echo", "Echoes a message a specified number of times.")
      .taking(new ArgumentSchema()
          .required("message", ArgumentSchema.string("Message to echo", 10_000))
          .optional(
              "repeat_count",
              ArgumentSchema.integer("Number of times to repeat the message", 1, 10)
                  .put("default", DEFAULT_COUNT))
          .toJson())
      .behind("mcp.read");

  @Override
  public ToolDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, Caller caller) {
    int count = arguments.getInteger("repeat_count", DEFAULT_COUNT);
    return Future.succeededFuture(ToolResult.text(arguments.getString("message").repeat(count)));
  }
}
