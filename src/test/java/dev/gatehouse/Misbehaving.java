package dev.gatehouse;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/** Tools that do all that a tool should not. */
record Misbehaving(String name, Supplier<Future<ToolResult>> behaviour) implements Tool {
  static Tool[] tools() {
    return new Tool[] {
      new Misbehaving("throwing", () -> {
        throw new IllegalStateException("secret");
      }),
      new Misbehaving("failing", () -> Future.failedFuture("secret")),
      new Misbehaving("dying", () -> {
        throw new StackOverflowError("secret");
      }),
      new Misbehaving("silent", () -> Promise.<ToolResult>promise().future()),
      new Misbehaving("null_future", () -> null),
      new Misbehaving("null_result", Future::succeededFuture),
      new Misbehaving(
          "endless", () -> Future.succeededFuture(ToolResult.text("x".repeat(5_000_000))))
    };
  }

  @Override
  public ToolDescriptor descriptor() {
    return ToolDescriptor.of(name, name, "Misbehaves.");
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, Caller caller) {
    return behaviour.get();
  }
}
