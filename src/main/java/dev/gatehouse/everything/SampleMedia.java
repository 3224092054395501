package dev.gatehouse.everything;

import dev.gatehouse.mcp.content.Content;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;

/** The smallest picture and the smallest sound. */
final class SampleMedia {
  static final Buffer PIXEL =
      bytes("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0g"
          + "AAAABJRU5ErkJggg==");
  static final Buffer SILENCE =
      bytes("UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=");

  private SampleMedia() {}

  static Content picture() {
    return new Content.Image(PIXEL, "image/png");
  }

  private static Buffer bytes(String base64) {
    return Buffer.buffer(Base64.getDecoder().decode(base64));
  }
}
