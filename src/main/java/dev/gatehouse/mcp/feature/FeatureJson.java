package dev.gatehouse.mcp.feature;

import dev.gatehouse.mcp.ToolAnnotations;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.call.ContentJson;
import dev.gatehouse.mcp.prompt.PromptDescriptor;
import dev.gatehouse.mcp.prompt.PromptResult;
import dev.gatehouse.mcp.resource.TemplateDescriptor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Tools, prompts and templates and what they answer, as they stand in messages. The same in all revisions: older clients skip what they do not know. */
final class FeatureJson {
  private FeatureJson() {}

  static JsonObject tool(ToolDescriptor tool) {
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

  static JsonObject result(ToolResult result, boolean hasOutputSchema) {
    var content = new JsonArray();
    result.content().forEach(piece -> content.add(ContentJson.content(piece)));
    var json = new JsonObject().put("content", content);
    boolean structured = !result.structured().isEmpty() || (hasOutputSchema && !result.isError());
    if (structured) {
      json.put("structuredContent", result.structured());
    }
    return json.put("isError", result.isError());
  }

  static JsonObject prompt(PromptDescriptor prompt) {
    var arguments = new JsonArray();
    prompt
        .arguments()
        .forEach(argument -> arguments.add(new JsonObject()
            .put("name", argument.name())
            .put("description", argument.description())
            .put("required", argument.required())));
    return new JsonObject()
        .put("name", prompt.name())
        .put("title", prompt.title())
        .put("description", prompt.description())
        .put("arguments", arguments);
  }

  static JsonObject filled(PromptResult result) {
    var messages = new JsonArray();
    result.messages().forEach(message -> messages.add(ContentJson.message(message)));
    var json = new JsonObject().put("messages", messages);
    return result.description().isEmpty() ? json : json.put("description", result.description());
  }

  static JsonObject template(TemplateDescriptor template) {
    var json = new JsonObject()
        .put("uriTemplate", template.uriTemplate())
        .put("name", template.name())
        .put("title", template.title())
        .put("description", template.description());
    return template.mimeType().isEmpty() ? json : json.put("mimeType", template.mimeType());
  }

  private static JsonObject annotations(ToolAnnotations hints) {
    return new JsonObject()
        .put("readOnlyHint", hints.readOnly())
        .put("destructiveHint", hints.destructive())
        .put("idempotentHint", hints.idempotent())
        .put("openWorldHint", hints.openWorld());
  }
}
