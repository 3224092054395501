package dev.gatehouse.tools;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolAnnotations;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Deletes all notes of a person. */
final class AdminPurgeTool implements Tool {
  private static final ToolDescriptor DESCRIPTOR = ToolDescriptor.of(
          "admin_purge", "Purge notes", "Deletes all notes of a user.")
      .taking(NoteAccess.arguments().toJson())
      .behind(NoteAccess.ADMIN)
      .hinting(ToolAnnotations.DELETES);

  private final Notes notes;
  private final NoteAccess reach;

  public AdminPurgeTool(Notes notes, NoteAccess reach) {
    this.notes = notes;
    this.reach = reach;
  }

  @Override
  public ToolDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, Caller caller) {
    String owner = reach.owner(arguments, caller);
    notes.purge(owner);
    return Future.succeededFuture(ToolResult.text("purged all notes for " + owner));
  }
}
