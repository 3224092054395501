package dev.gatehouse.resourceserver.landing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A tool as the page shows it: a line of the table, and a form to call it with.
 *
 * @param name of the tool
 * @param title for people
 * @param description what it does
 * @param scope that a token must carry; empty where any valid token will do
 * @param who the users whose ring has that scope
 * @param fields one for each argument
 */
public record ToolRow(
    String name,
    String title,
    String description,
    String scope,
    List<String> who,
    List<Map<String, Object>> fields) {
  public ToolRow {
    who = List.copyOf(who);
    fields = List.copyOf(fields);
  }

  /** The fields follow the properties of the JSON Schema of the tool's arguments. */
  public static ToolRow of(
      String name,
      String title,
      String description,
      String scope,
      List<String> who,
      JsonObject inputSchema) {
    JsonArray required = inputSchema.getJsonArray("required", new JsonArray());
    var fields = new ArrayList<Map<String, Object>>();
    inputSchema.getJsonObject("properties", new JsonObject()).forEach(property -> {
      if (property.getValue() instanceof JsonObject schema) {
        fields.add(field(property.getKey(), schema, required.contains(property.getKey())));
      }
    });
    return new ToolRow(name, title, description, scope, who, fields);
  }

  Map<String, Object> model(boolean loggedIn, boolean allowed) {
    return Map.of(
        "name", name,
        "title", title,
        "description", description,
        "scope", scope,
        "who", who,
        "fields", fields,
        "refused", loggedIn && !allowed);
  }

  private static Map<String, Object> field(String name, JsonObject schema, boolean required) {
    String type = schema.getString("type", "string");
    boolean number = type.equals("integer") || type.equals("number");
    return Map.of(
        "name", name,
        "type", number ? "number" : "text",
        "words", schema.getString("description", ""),
        "value", text(schema, "default"),
        "min", text(schema, "minimum"),
        "max", text(schema, "maximum"),
        "required", required);
  }

  private static String text(JsonObject schema, String member) {
    return schema.containsKey(member) ? String.valueOf(schema.getValue(member)) : "";
  }
}
