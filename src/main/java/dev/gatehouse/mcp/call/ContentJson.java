package dev.gatehouse.mcp.call;

import dev.gatehouse.mcp.content.Content;
import dev.gatehouse.mcp.content.PromptMessage;
import dev.gatehouse.mcp.content.ResourceContent;
import dev.gatehouse.mcp.content.ResourceDescriptor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Base64;

/** Messages of prompts and their pieces of content, as they are sent; MCP "PromptMessage", "ContentBlock" and "ResourceContents". */
public final class ContentJson {
  private ContentJson() {}

  public static JsonObject content(Content piece) {
    if (piece instanceof Content.Text text) {
      return typed("text").put("text", text.text());
    }
    if (piece instanceof Content.Image image) {
      return bytes("image", image.bytes(), image.mimeType());
    }
    if (piece instanceof Content.Audio audio) {
      return bytes("audio", audio.bytes(), audio.mimeType());
    }
    if (piece instanceof Content.Link link) {
      return typed("resource_link").mergeIn(resource(link.resource()));
    }
    return typed("resource").put("resource", held(((Content.Embedded) piece).resource()));
  }

  public static JsonObject message(PromptMessage message) {
    return new JsonObject()
        .put("role", message.role().wire())
        .put("content", content(message.content()));
  }

  public static JsonObject held(ResourceContent content) {
    var json = new JsonObject().put("uri", content.uri());
    if (!content.mimeType().isEmpty()) {
      json.put("mimeType", content.mimeType());
    }
    return content instanceof ResourceContent.Text text
        ? json.put("text", text.text())
        : json.put("blob", base64(((ResourceContent.Blob) content).bytes()));
  }

  public static JsonObject resource(ResourceDescriptor resource) {
    var json = new JsonObject()
        .put("uri", resource.uri())
        .put("name", resource.name())
        .put("title", resource.title())
        .put("description", resource.description());
    return resource.mimeType().isEmpty() ? json : json.put("mimeType", resource.mimeType());
  }

  private static JsonObject bytes(String type, Buffer bytes, String mimeType) {
    return typed(type).put("data", base64(bytes)).put("mimeType", mimeType);
  }

  // Not JsonObject.put of a buffer: Vert.x would write base64url, MCP asks for RFC 4648 §4.
  private static String base64(Buffer bytes) {
    return Base64.getEncoder().encodeToString(bytes.getBytes());
  }

  private static JsonObject typed(String type) {
    return new JsonObject().put("type", type);
  }
}
