package dev.gatehouse.mcp;

import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.schema.Arg;
import dev.gatehouse.mcp.schema.RecordArguments;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * A tool whose arguments are a record: its components, each with an {@link Arg}, are the schema.
 *
 * <pre>{@code record Word(@Arg(value = "The word", max = 100) String word) {}}</pre>
 *
 * <p>A component is a {@code String}, {@code int}, {@code long}, {@code double}, {@code boolean}, an enumeration, another such record, or a
 * {@code List} of one of these.
 */
public abstract class TypedTool<A extends Record> implements Tool {
  private final ToolDescriptor descriptor;
  private final RecordArguments<A> arguments;

  /** The schema of the descriptor is replaced by that of the record. */
  protected TypedTool(ToolDescriptor descriptor, Class<A> arguments) {
    this.arguments = new RecordArguments<>(arguments);
    this.descriptor = descriptor.taking(this.arguments.schema());
  }

  /** Does it, as {@link Tool#call} says. */
  protected abstract Future<ToolResult> call(A given, Caller caller);

  @Override
  public final ToolDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public final Future<ToolResult> call(JsonObject given, Caller caller) {
    return call(arguments.read(given), caller);
  }
}
