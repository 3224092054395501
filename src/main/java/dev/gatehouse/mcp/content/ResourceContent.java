package dev.gatehouse.mcp.content;

import io.vertx.core.buffer.Buffer;
import java.util.Objects;

/** What a resource holds; MCP "ResourceContents". */
public sealed interface ResourceContent {
  String uri();

  /** Empty where it is not known. */
  String mimeType();

  /** Text. */
  record Text(String uri, String mimeType, String text) implements ResourceContent {
    public Text {
      Objects.requireNonNull(uri, "a resource has no address");
      Objects.requireNonNull(text, "a resource has no text");
    }
  }

  /** Bytes. */
  record Blob(String uri, String mimeType, Buffer bytes) implements ResourceContent {
    public Blob {
      Objects.requireNonNull(uri, "a resource has no address");
    }
  }
}
