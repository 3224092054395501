package dev.gatehouse.mcp.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Builds the JSON Schema of a tool's arguments: an object of named properties that takes no others.
 *
 * <pre>{@code new ArgumentSchema().required("name", ArgumentSchema.string("Whom to greet", 100)).toJson()}</pre>
 */
public final class ArgumentSchema {
  private final JsonObject properties = new JsonObject();
  private final JsonArray required = new JsonArray();

  public ArgumentSchema required(String name, JsonObject property) {
    required.add(name);
    return optional(name, property);
  }

  public ArgumentSchema optional(String name, JsonObject property) {
    properties.put(name, property);
    return this;
  }

  /** Text of 1 to so many characters. */
  public static JsonObject string(String description, int longest) {
    return new JsonObject()
        .put("type", "string")
        .put("description", description)
        .put("minLength", 1)
        .put("maxLength", longest);
  }

  /** A whole number within bounds, both included. */
  public static JsonObject integer(String description, int least, int most) {
    return new JsonObject()
        .put("type", "integer")
        .put("description", description)
        .put("minimum", least)
        .put("maximum", most);
  }

  public JsonObject toJson() {
    var schema = new JsonObject().put("type", "object");
    if (!properties.isEmpty()) {
      schema.put("properties", properties.copy());
    }
    if (!required.isEmpty()) {
      schema.put("required", required.copy());
    }
    return schema.put("additionalProperties", false);
  }
}
