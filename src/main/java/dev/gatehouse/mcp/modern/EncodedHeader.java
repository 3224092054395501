package dev.gatehouse.mcp.modern;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A header value that may be {@code =?base64?…?=}; MCP 2026-07-28 "Value Encoding". */
final class EncodedHeader {
  private static final String PREFIX = "=?base64?";
  private static final String SUFFIX = "?=";

  private EncodedHeader() {}

  /** What it stands for; empty when it is not visible ASCII, blank and tab, not Base64, or not UTF-8. */
  static Optional<String> decoded(String value) {
    if (!value.chars().allMatch(c -> (c >= 0x20 && c <= 0x7e) || c == '\t')) {
      return Optional.empty();
    }
    boolean encoded = value.startsWith(PREFIX)
        && value.endsWith(SUFFIX)
        && value.length() >= PREFIX.length() + SUFFIX.length();
    return encoded
        ? unwrapped(value.substring(PREFIX.length(), value.length() - SUFFIX.length()))
        : Optional.of(value);
  }

  private static Optional<String> unwrapped(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      // The decoder lets padding be missing: one value has one spelling.
      boolean canonical = Base64.getEncoder().encodeToString(bytes).equals(base64);
      return canonical ? Optional.of(text.toString()) : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
