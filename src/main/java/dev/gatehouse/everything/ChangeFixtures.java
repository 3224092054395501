package dev.gatehouse.everything;

import dev.gatehouse.mcp.Offer;
import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolAnnotations;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.prompt.Prompt;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tools that change what the server offers, for everyone; MCP "List Changed Notification". A second call undoes the first. */
final class ChangeFixtures {
  private static final Tool EXTRA = FixtureTool.of(
      "test_dynamic_tool", "Comes and goes.", ToolResult.text("This tool was not always here."));
  private static final Prompt EXTRA_PROMPT =
      PromptFixtures.saying("test_dynamic_prompt", "Comes and goes.", "This was not always here.");

  private ChangeFixtures() {}

  static List<Tool> tools(Offer offer) {
    return List.of(
        trigger(
            "test_trigger_tool_change",
            "Adds a tool, or takes it away.",
            () -> offer.add(EXTRA),
            () -> offer.removeTool("test_dynamic_tool")),
        trigger(
            "test_trigger_prompt_change",
            "Adds a prompt, or takes it away.",
            () -> offer.add(EXTRA_PROMPT),
            () -> offer.removePrompt("test_dynamic_prompt")),
        trigger(
            "test_trigger_resource_update",
            "Says that the watched resource holds something else.",
            () -> offer.updated(ResourceFixtures.WATCHED),
            () -> offer.updated(ResourceFixtures.WATCHED)));
  }

  private static Tool trigger(String name, String description, Runnable add, Runnable remove) {
    var there = new AtomicBoolean();
    return new FixtureTool(
        ToolDescriptor.of(name, name, description)
            .behind(ConformanceFixtures.WRITE)
            .hinting(ToolAnnotations.ADDS),
        (arguments, caller) -> {
          synchronized (there) {
            (there.get() ? remove : add).run();
            there.set(!there.get());
          }
          return Future.succeededFuture(ToolResult.text("changed"));
        });
  }
}
