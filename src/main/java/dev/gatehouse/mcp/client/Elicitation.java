package dev.gatehouse.mcp.client;

import dev.gatehouse.mcp.schema.ArgumentSchema;
import io.vertx.core.json.JsonObject;

/** A question to the person at the client; MCP "Elicitation". Never ask for a secret in a form: send the person to a page of yours. */
public sealed interface Elicitation {
  /** For the person: what is asked, and why. */
  String message();

  /**
   * A form to fill in.
   *
   * @param schema an object of flat properties: strings, numbers, booleans and enumerations
   */
  record Form(String message, JsonObject schema) implements Elicitation {
    public Form {
      schema = schema.copy();
    }
  }

  /** A page to open, which the client neither sees nor fetches. */
  record Page(String message, String url) implements Elicitation {}

  /** A form whose fields are built like the arguments of a tool. */
  static Elicitation form(String message, ArgumentSchema fields) {
    JsonObject schema = fields.toJson();
    schema.remove("additionalProperties"); // not among what a form's schema may have
    return new Form(
        message,
        schema.containsKey("properties") ? schema : schema.put("properties", new JsonObject()));
  }
}
