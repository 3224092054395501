package dev.gatehouse.mcp;

import io.vertx.core.buffer.Buffer;

/** What a resource holds; MCP "ResourceContents". */
public sealed interface ResourceContent {
  String uri();

  /** Empty where it is not known. */
  String mimeType();

  /** Text. */
  record Text(String uri, String mimeType, String text) implements ResourceContent {}

  /** Bytes. */
  record Blob(String uri, String mimeType, Buffer bytes) implements ResourceContent {}
}
