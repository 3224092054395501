package dev.gatehouse;

import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.TypedTool;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.client.Elicitation;
import dev.gatehouse.mcp.schema.Arg;
import dev.gatehouse.mcp.schema.ArgumentSchema;
import io.vertx.core.Future;

/** Orders a pizza, once the person agrees. */
public final class PizzaTool extends TypedTool<PizzaTool.Order> {
  record Order(
      @Arg(value = "Its name", max = 50) String pizza,

      @Arg(value = "How many", min = 1, max = 9, fallback = "1")
      int count) {}

  public PizzaTool() {
    super(
        ToolDescriptor.of("pizza", "Order a pizza", "Orders a pizza.").behind("mcp.write"),
        Order.class);
  }

  @Override
  protected Future<ToolResult> call(Order order, Caller caller) {
    var question = Elicitation.form(
        "Order " + order.count() + " × " + order.pizza() + "?", new ArgumentSchema());
    return caller
        .elicit("sure", question)
        .map(answer -> ToolResult.text(answer.accepted() ? "ordered" : "not ordered"));
  }
}
