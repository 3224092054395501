package dev.gatehouse.tools;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolAnnotations;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.schema.ArgumentSchema;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Appends a note for a person. */
final class AddNoteTool implements Tool {
  private static final ToolDescriptor DESCRIPTOR = ToolDescriptor.of(
          "add_note", "Add a note", "Appends a note for a user.")
      .taking(NoteAccess.arguments()
          .required("note", ArgumentSchema.string("The text of the note", 2_000))
          .toJson())
      .behind("notes:write")
      .hinting(ToolAnnotations.ADDS);

  private final Notes notes;
  private final NoteAccess reach;

  public AddNoteTool(Notes notes, NoteAccess reach) {
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
    boolean stored = notes.add(owner, arguments.getString("note"));
    return Future.succeededFuture(
        stored
            ? ToolResult.text("stored note for " + owner)
            : ToolResult.error("the notebook is full: purge notes before adding more"));
  }
}
