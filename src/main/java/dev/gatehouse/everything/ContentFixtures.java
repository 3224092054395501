package dev.gatehouse.everything;

import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.content.Content;
import dev.gatehouse.mcp.content.ResourceContent;
import dev.gatehouse.mcp.content.ResourceDescriptor;
import java.util.List;
import java.util.stream.Stream;

/** Tools that answer with each kind of content; MCP "Tool Result". The first takes no arguments: suites try that one first. */
final class ContentFixtures {
  private ContentFixtures() {}

  static List<Tool> tools() {
    return Stream.concat(plain().stream(), resources().stream()).toList();
  }

  private static List<Tool> plain() {
    return List.of(
        FixtureTool.of(
            "test_simple_text",
            "Answers with text.",
            ToolResult.text("This is a simple text response for testing.")),
        FixtureTool.of(
            "test_image_content", "Answers with a picture.", ToolResult.of(SampleMedia.picture())),
        FixtureTool.of(
            "test_audio_content",
            "Answers with a sound.",
            ToolResult.of(new Content.Audio(SampleMedia.SILENCE, "audio/wav"))),
        FixtureTool.of(
            "test_error_handling",
            "Always reports an error.",
            ToolResult.error("This tool intentionally returns an error for testing")));
  }

  private static List<Tool> resources() {
    return List.of(
        FixtureTool.of(
            "test_embedded_resource",
            "Answers with a resource, content and all.",
            ToolResult.of(embedded(
                "test://embedded-resource",
                "text/plain",
                "This is an embedded resource content."))),
        FixtureTool.of(
            "test_resource_link",
            "Answers with where a resource is to be read.",
            ToolResult.of(new Content.Link(ResourceDescriptor.of(
                ResourceFixtures.TEXT, "static-text", "A text to read.", "text/plain")))),
        FixtureTool.of(
            "test_multiple_content_types",
            "Answers with text, a picture and a resource.",
            ToolResult.of(
                new Content.Text("Multiple content types test:"),
                SampleMedia.picture(),
                embedded(
                    "test://mixed-content-resource",
                    "application/json",
                    "{\"test\":\"data\",\"value\":123}"))));
  }

  static Content embedded(String uri, String mimeType, String text) {
    return new Content.Embedded(new ResourceContent.Text(uri, mimeType, text));
  }
}
