package consumer;

import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.TypedTool;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.schema.Arg;
import io.vertx.core.Future;
import java.util.Locale;

/** A tool of one's own. */
final class ShoutTool extends TypedTool<ShoutTool.Words> {
  record Words(@Arg(value = "What to shout", max = 100) String text) {}

  ShoutTool() {
    super(ToolDescriptor.of("shout", "Shout", "Shouts.").behind("mcp.read"), Words.class);
  }

  @Override
  protected Future<ToolResult> call(Words words, Caller caller) {
    String loud = words.text().toUpperCase(Locale.ROOT);
    return Future.succeededFuture(ToolResult.text(caller.subject() + " shouts " + loud));
  }
}
