package dev.gatehouse.http.page;

/**
 * Text that comes from outside, made fit to stand on a page of ours: one line, of a stated length, without control, direction and
 * invisible characters (CWE-451; RFC 7591 §5 on client names). Escaping is not done here: the template engine does it.
 */
public final class DisplayText {
  /** Names of clients and users. */
  public static final int NAME = 60;
  /** URIs, and values that are set one above the other. */
  public static final int URI = 200;
  /** A sentence. */
  public static final int SENTENCE = 400;

  // Enough for any script; piles of marks climb over the lines above.
  private static final int MARKS_IN_A_ROW = 3;

  private DisplayText() {}

  /** The text in at most {@code longest} characters, the last one an ellipsis where something was cut. */
  public static String of(String text, int longest) {
    var line = new StringBuilder(Math.min(text.length(), longest) + 1);
    int length = 0;
    int marks = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      marks = isMark(c) ? marks + 1 : 0;
      if (marks > MARKS_IN_A_ROW || isHidden(c)) {
        continue;
      }
      if (length++ == longest) {
        return cut(line);
      }
      line.appendCodePoint(isSpace(c) ? ' ' : c);
    }
    return line.toString().strip();
  }

  private static String cut(StringBuilder line) {
    line.setLength(line.offsetByCodePoints(line.length(), -1));
    return line.toString().strip() + "…";
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  // Direction overrides and isolates, zero-width characters, tags and the soft hyphen are FORMAT;
  // the fillers are letters that show nothing.
  private static boolean isHidden(int c) {
    int type = Character.getType(c);
    boolean control = type == Character.CONTROL && !Character.isWhitespace(c);
    boolean filler = c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
    return control
        || filler
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.PRIVATE_USE
        || type == Character.UNASSIGNED;
  }
}
