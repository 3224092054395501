package dev.gatehouse.mcp;

import io.vertx.core.buffer.Buffer;

/** A piece of what a tool answers or a prompt says; MCP "ContentBlock". */
public sealed interface Content {
  /** Text for a model or a person to read. */
  record Text(String text) implements Content {}

  /** A picture. */
  record Image(Buffer bytes, String mimeType) implements Content {}

  /** A sound; since 2025-03-26. */
  record Audio(Buffer bytes, String mimeType) implements Content {}

  /** A resource, content and all. */
  record Embedded(ResourceContent resource) implements Content {}

  /** Where a resource is to be read; since 2025-06-18. */
  record Link(ResourceDescriptor resource) implements Content {}
}
