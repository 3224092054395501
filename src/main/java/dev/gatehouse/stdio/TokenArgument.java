package dev.gatehouse.stdio;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.schema.ArgumentSchema;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** A tool as it is offered on stdio: it takes the demo token as one more argument, which the tool itself never sees. */
final class TokenArgument implements Tool {
  private final Tool tool;
  private final ToolDescriptor descriptor;

  public TokenArgument(Tool tool) {
    this.tool = tool;
    this.descriptor = withToken(tool.descriptor());
  }

  @Override
  public ToolDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, Caller caller) {
    JsonObject own = arguments.copy();
    if (own.remove(DemoTokens.ARGUMENT) instanceof String token && !DemoTokens.isKnown(token)) {
      return Future.succeededFuture(
          ToolResult.error("401 unauthorized: unknown token; on stdio there are "
              + String.join(" and ", DemoTokens.names())));
    }
    return tool.call(own, caller);
  }

  @Override
  public boolean blocks() {
    return tool.blocks();
  }

  private static ToolDescriptor withToken(ToolDescriptor plain) {
    JsonObject schema = plain.inputSchema().copy();
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    properties.put(
        DemoTokens.ARGUMENT,
        ArgumentSchema.string(
            "Who calls, on stdio alone: " + String.join(" or ", DemoTokens.names()), 4_096));
    return plain.taking(schema.put("properties", properties));
  }
}
