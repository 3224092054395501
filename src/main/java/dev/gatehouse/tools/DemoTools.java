package dev.gatehouse.tools;

import dev.gatehouse.mcp.Tool;
import java.util.List;

/**
 * The tools that come with Gatehouse, in the order in which they are listed. The first takes no arguments: clients try that one first.
 *
 * <p>A new tool is one class and one line here.
 */
public final class DemoTools {
  private DemoTools() {}

  public static List<Tool> with(Notes notes, NoteAccess reach) {
    return List.of(
        new WhoamiTool(),
        new GreetTool(),
        new EchoTool(),
        new ReadNotesTool(notes, reach),
        new AddNoteTool(notes, reach),
        new AdminPurgeTool(notes, reach));
  }
}
