package dev.gatehouse.everything;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.schema.ArgumentSchema;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.BiFunction;

/** A tool of the suite: what it says about itself, and what it does. */
record FixtureTool(
    ToolDescriptor descriptor, BiFunction<JsonObject, Caller, Future<ToolResult>> behaviour)
    implements Tool {
  /** One without arguments that answers at once. */
  static FixtureTool of(String name, String description, ToolResult result) {
    return of(name, description, (arguments, caller) -> Future.succeededFuture(result));
  }

  /** One without arguments. */
  static FixtureTool of(
      String name,
      String description,
      BiFunction<JsonObject, Caller, Future<ToolResult>> behaviour) {
    return new FixtureTool(
        ToolDescriptor.of(name, name, description).behind(ConformanceFixtures.READ), behaviour);
  }

  /** The same with one argument, a text. */
  FixtureTool taking(String argument, String what) {
    var schema = new ArgumentSchema().required(argument, ArgumentSchema.string(what, 1_000));
    return new FixtureTool(descriptor.taking(schema.toJson()), behaviour);
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, Caller caller) {
    return behaviour.apply(arguments, caller);
  }
}
