package dev.gatehouse.tools;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.schema.ArgumentSchema;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Greets someone. */
final class GreetTool implements Tool {
  private static final ToolDescriptor DESCRIPTOR = ToolDescriptor.of(
          "greet", "Greet", "Greets someone by name.")
      .taking(new ArgumentSchema()
          .required("name", ArgumentSchema.string("Whom to greet", 200))
          .toJson())
      .behind("mcp.read");

  @Override
  public ToolDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, Caller caller) {
    return Future.succeededFuture(ToolResult.text("Hello, " + arguments.getString("name") + "!"));
  }
}
