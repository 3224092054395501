package dev.gatehouse.mcp;

import dev.gatehouse.mcp.content.Content;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a tool answers; MCP "CallToolResult".
 *
 * @param content for a model to read
 * @param structured for a program to read, as the tool's output schema has it; empty where there is none
 * @param isError the tool could not do what was asked, and the content says why and what would help
 */
public record ToolResult(List<Content> content, JsonObject structured, boolean isError) {
  public ToolResult {
    content = List.copyOf(content);
  }

  /** Pieces of several kinds. */
  public static ToolResult of(Content... content) {
    return new ToolResult(List.of(content), new JsonObject(), false);
  }

  public static ToolResult text(String text) {
    return new ToolResult(List.of(new Content.Text(text)), new JsonObject(), false);
  }

  /** The same for readers and for programs. */
  public static ToolResult structured(String text, JsonObject structured) {
    return new ToolResult(List.of(new Content.Text(text)), structured, false);
  }

  /** What went wrong, in words that the caller may see and can act upon. */
  public static ToolResult error(String text) {
    return new ToolResult(List.of(new Content.Text(text)), new JsonObject(), true);
  }
}
