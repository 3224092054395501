package dev.gatehouse.mcp.content;

import io.vertx.core.buffer.Buffer;
import java.util.Objects;

/** A piece of what a tool answers or a prompt says; MCP "ContentBlock". */
public sealed interface Content {
  /** Text for a model or a person to read. */
  record Text(String text) implements Content {
    public Text {
      Objects.requireNonNull(text, "content has no text");
    }
  }

  /** A picture. */
  record Image(Buffer bytes, String mimeType) implements Content {
    public Image {
      Objects.requireNonNull(mimeType, "a picture has no type");
    }
  }

  /** A sound; since 2025-03-26. */
  record Audio(Buffer bytes, String mimeType) implements Content {
    public Audio {
      Objects.requireNonNull(mimeType, "a sound has no type");
    }
  }

  /** A resource, content and all. */
  record Embedded(ResourceContent resource) implements Content {}

  /** Where a resource is to be read; since 2025-06-18. */
  record Link(ResourceDescriptor resource) implements Content {}
}
