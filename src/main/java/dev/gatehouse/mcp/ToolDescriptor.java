package dev.gatehouse.mcp;

import dev.gatehouse.mcp.schema.ArgumentSchema;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/**
 * What a tool says about itself; MCP "Tool".
 *
 * @param name unique in a server, 1 to 128 of {@code A-Z a-z 0-9 _ - .}
 * @param title for people
 * @param description for models and people
 * @param inputSchema JSON Schema 2020-12 of the arguments, an object
 * @param outputSchema JSON Schema of the structured result; empty where there is none
 * @param scope what a token must carry; empty where any valid token will do
 * @param annotations hints on what it does to the world
 */
public record ToolDescriptor(
    String name,
    String title,
    String description,
    JsonObject inputSchema,
    JsonObject outputSchema,
    String scope,
    ToolAnnotations annotations) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

  public ToolDescriptor {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("the tool name '" + name
          + "' is not made of 1 to 128 letters, digits, underscores, hyphens and dots");
    }
    inputSchema = inputSchema.copy();
    outputSchema = outputSchema.copy();
  }

  /** A tool that takes no arguments, for any valid token, that only reads. */
  public static ToolDescriptor of(String name, String title, String description) {
    return new ToolDescriptor(
        name,
        title,
        description,
        new ArgumentSchema().toJson(),
        new JsonObject(),
        "",
        ToolAnnotations.READS);
  }

  public ToolDescriptor taking(JsonObject schema) {
    return new ToolDescriptor(name, title, description, schema, outputSchema, scope, annotations);
  }

  public ToolDescriptor answering(JsonObject schema) {
    return new ToolDescriptor(name, title, description, inputSchema, schema, scope, annotations);
  }

  public ToolDescriptor behind(String neededScope) {
    return new ToolDescriptor(
        name, title, description, inputSchema, outputSchema, neededScope, annotations);
  }

  public ToolDescriptor hinting(ToolAnnotations hints) {
    return new ToolDescriptor(name, title, description, inputSchema, outputSchema, scope, hints);
  }
}
