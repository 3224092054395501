package dev.gatehouse.mcp.registry;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tool with what it said about itself and its compiled argument schema. */
public final class RegisteredTool {
  private final Tool tool;
  private final ToolDescriptor descriptor;
  private final ArgumentCheck check;
  private final List<HeaderParameter> headers;
  private final @Nullable ArgumentCheck answer; // null where the tool promises no structure

  RegisteredTool(Tool tool) {
    this.tool = tool;
    this.descriptor = tool.descriptor();
    this.check = new ArgumentCheck(descriptor.name(), descriptor.inputSchema());
    this.headers = HeaderParameter.in(descriptor);
    JsonObject output = descriptor.outputSchema();
    this.answer = output.isEmpty() ? null : new ArgumentCheck(descriptor.name(), output);
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

  /** The arguments that a client repeats in headers. */
  public List<HeaderParameter> headers() {
    return headers;
  }

  /** What is wrong with a structured result; empty when nothing is, or nothing was promised. */
  public Optional<String> broken(JsonObject structured) {
    return answer == null ? Optional.empty() : answer.complaint(structured);
  }
}
