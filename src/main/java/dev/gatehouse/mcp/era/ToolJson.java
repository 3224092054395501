package dev.gatehouse.mcp.era;

import dev.gatehouse.mcp.Content;
import dev.gatehouse.mcp.ToolAnnotations;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.registry.RegisteredTool;
import dev.gatehouse.mcp.registry.ToolRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Tools and their results as they stand in messages; MCP "Tool" and "CallToolResult". The same in all revisions, older clients skip what they do not know. */
public final class ToolJson {
  private ToolJson() {}

  /** The member {@code tools} of a list. */
  public static JsonArray list(ToolRegistry tools) {
    var list = new JsonArray();
    tools.all().stream().map(RegisteredTool::descriptor).map(ToolJson::tool).forEach(list::add);
    return list;
  }

  /** The members of a call's result. */
  public static JsonObject result(ToolResult result, boolean hasOutputSchema) {
    var content = new JsonArray();
    result.content().forEach(piece -> content.add(content(piece)));
    var json = new JsonObject().put("content", content);
    boolean structured = !result.structured().isEmpty() || (hasOutputSchema && !result.isError());
    if (structured) {
      json.put("structuredContent", result.structured());
    }
    return json.put("isError", result.isError());
  }

  private static JsonObject content(Content piece) {
    return piece instanceof Content.Text text
        ? new JsonObject().put("type", "text").put("text", text.text())
        : new JsonObject();
  }

  private static JsonObject tool(ToolDescriptor tool) {
    var json = new JsonObject()
        .put("name", tool.name())
        .put("title", tool.title())
        .put("description", tool.description())
        .put("inputSchema", tool.inputSchema());
    if (!tool.outputSchema().isEmpty()) {
      json.put("outputSchema", tool.outputSchema());
    }
    return json.put("annotations", annotations(tool.annotations()));
  }

  private static JsonObject annotations(ToolAnnotations hints) {
    return new JsonObject()
        .put("readOnlyHint", hints.readOnly())
        .put("destructiveHint", hints.destructive())
        .put("idempotentHint", hints.idempotent())
        .put("openWorldHint", hints.openWorld());
  }
}
