package dev.gatehouse.mcp.registry;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A tool with what it said about itself and its compiled argument schema. */
public final class RegisteredTool {
  private final Tool tool;
  private final ToolDescriptor descriptor;
  private final ArgumentCheck check;

  RegisteredTool(Tool tool) {
    this.tool = tool;
    this.descriptor = tool.descriptor();
    this.check = new ArgumentCheck(descriptor.name(), descriptor.inputSchema());
  }

  public Tool tool() {
    return tool;
  }

  public ToolDescriptor descriptor() {
    return descriptor;
  }

  public String name() {
    return descriptor.name();
  }

  /** What is wrong with the arguments, and what would be right; empty when nothing is. */
  public Optional<String> complaint(JsonObject arguments) {
    return check.complaint(arguments);
  }
}
