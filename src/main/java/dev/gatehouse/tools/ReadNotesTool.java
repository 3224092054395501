package dev.gatehouse.tools;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.caller.Caller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Reads a person's notes. */
final class ReadNotesTool implements Tool {
  private static final ToolDescriptor DESCRIPTOR = ToolDescriptor.of(
          "read_notes", "Read notes", "Reads a user's notes.")
      .taking(NoteAccess.arguments().toJson())
      .answering(new JsonObject()
          .put("type", "object")
          .put(
              "properties",
              new JsonObject()
                  .put("user_id", new JsonObject().put("type", "string"))
                  .put(
                      "notes",
                      new JsonObject()
                          .put("type", "array")
                          .put("items", new JsonObject().put("type", "string"))))
          .put("required", new JsonArray().add("user_id").add("notes")))
      .behind("notes:read");

  private final Notes notes;
  private final NoteAccess reach;

  public ReadNotesTool(Notes notes, NoteAccess reach) {
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
    List<String> found = notes.of(owner);
    String text = found.isEmpty() ? "(notes for " + owner + ")" : String.join("\n", found);
    var structured = new JsonObject().put("user_id", owner).put("notes", new JsonArray(found));
    return Future.succeededFuture(ToolResult.structured(text, structured));
  }
}
