package dev.gatehouse.tools;

import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.schema.ArgumentSchema;
import io.vertx.core.json.JsonObject;

/** Whose notes a call may touch, and how it names them: {@code user_id}, by default the caller's own. */
public enum NoteAccess {
  /** The caller's own; another person's only with {@code admin:notes}: a token for writing notes is not one for writing everyone's. */
  OWN,
  /** Anyone's: where whoever starts the process holds all of its tokens anyway. */
  ANYONE;

  static final String ADMIN = "admin:notes";
  private static final String USER_ID = "user_id";

  /** The argument's schema. */
  static JsonObject argument() {
    return ArgumentSchema.string("Whose notes; your own unless given", 200);
  }

  /** The person whose notes are meant. Ends the call where the caller may not touch them. */
  String owner(JsonObject arguments, Caller caller) {
    String owner = arguments.getString(USER_ID, caller.subject());
    if (this == OWN && !owner.equals(caller.subject())) {
      caller.require(ADMIN);
    }
    return owner;
  }

  static ArgumentSchema arguments() {
    return new ArgumentSchema().optional(USER_ID, argument());
  }
}
