package dev.gatehouse.json;

/**
 * Makes JSON text safe for readers that take it line by line. RFC 8259 §7 lets U+0085, U+2028 and U+2029 stand in a string as they are, but
 * Java's {@code $} and Python's {@code splitlines} end a line there, and the rest of the message is lost. Half of a surrogate pair, which
 * has no UTF-8 form (RFC 8259 §8.2), becomes U+FFFD.
 */
public final class LineSeparators {
  private static final char NEXT_LINE = '\u0085';
  private static final char LINE_SEPARATOR = '\u2028';
  private static final char PARAGRAPH_SEPARATOR = '\u2029';

  private LineSeparators() {}

  /** The same JSON, with such characters as escapes; the same instance where there are none. */
  public static String escape(String json) {
    for (int i = 0; i < json.length(); i++) {
      char next = json.charAt(i);
      if (next >= NEXT_LINE && !isSafe(json, i, next)) {
        return escape(json, i);
      }
    }
    return json;
  }

  // Outside of strings JSON is ASCII, so each of them is inside of one.
  private static String escape(String json, int from) {
    var escaped = new StringBuilder(json.length() + 64).append(json, 0, from);
    for (int i = from; i < json.length(); i++) {
      char next = json.charAt(i);
      if (next < NEXT_LINE || isSafe(json, i, next)) {
        escaped.append(next);
      } else if (Character.isSurrogate(next)) {
        escaped.append('\uFFFD');
      } else {
        escaped.append(String.format("\\u%04x", (int) next));
      }
    }
    return escaped.toString();
  }

  private static boolean isSafe(String json, int at, char next) {
    if (Character.isHighSurrogate(next)) {
      return at + 1 < json.length() && Character.isLowSurrogate(json.charAt(at + 1));
    }
    if (Character.isLowSurrogate(next)) {
      return at > 0 && Character.isHighSurrogate(json.charAt(at - 1));
    }
    return next != NEXT_LINE && next != LINE_SEPARATOR && next != PARAGRAPH_SEPARATOR;
  }
}
