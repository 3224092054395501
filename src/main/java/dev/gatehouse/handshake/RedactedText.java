package dev.gatehouse.handshake;

/**
 * Words as they may be shown. A text is read once: what stands between its words is kept, control and direction characters become a middle
 * dot (CWE-117), URLs are shown as {@link RedactedUrl} has them, and a word that may be a secret is masked.
 */
final class RedactedText {
  /** As long as a word may be in what comes from outside. */
  static final int SHORT_WORDS = 24;

  /** As long as a word may be in what a server says. */
  static final int LONG_WORDS = 40;

  private static final int LONGEST = 2_000;
  private static final String SCHEME = "://";

  private final Redaction redaction;
  private final String text;
  private final int longestWord;
  private final StringBuilder shown;
  private int at;

  private RedactedText(Redaction redaction, String text, int longestWord) {
    this.redaction = redaction;
    this.text = text;
    this.longestWord = longestWord;
    this.shown = new StringBuilder(text.length() + 16);
  }

  static String shown(Redaction redaction, String text, int longestWord) {
    String read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    var reader = new RedactedText(redaction, read, longestWord);
    String shown = reader.read();
    return read.length() == text.length()
        ? shown
        : shown + " … " + (text.length() - LONGEST) + " more characters";
  }

  /** Whether it is one word in letters, digits and {@code . _ ~ : / @ + -} that may be shown. */
  static boolean isPlain(String word) {
    int start = 0;
    for (int i = 0; i <= word.length(); i++) {
      if (i == word.length() || ".:/@".indexOf(word.charAt(i)) >= 0) {
        if (i > start && SecretHeuristic.isLikely(word, start, i, SHORT_WORDS)) {
          return false;
        }
        start = i + 1;
      } else if (!isPlain(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '~'
        || c == '+';
  }

  private String read() {
    int url = nextUrl();
    while (at < text.length()) {
      if (at == url) {
        takeUrl();
        url = nextUrl();
      } else if (isOfWord(text.charAt(at))) {
        takeWord(url);
      } else {
        takeOther();
      }
    }
    return shown.toString();
  }

  private int nextUrl() {
    int mark = text.indexOf(SCHEME, at);
    int start = mark;
    while (start > at && isOfScheme(text.charAt(start - 1))) {
      start--;
    }
    return mark < 0 || start == mark ? -1 : start;
  }

  private void takeUrl() {
    int end = at;
    while (end < text.length() && !endsUrl(text.charAt(end))) {
      end++;
    }
    while (end > at && ".,;:!?)]}".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    shown.append(redaction.url(text.substring(at, end)));
    at = end;
  }

  private void takeWord(int url) {
    int end = at;
    while (end < text.length() && end != url && isOfWord(text.charAt(end))) {
      end++;
    }
    if (SecretHeuristic.isLikely(text, at, end, longestWord)) {
      String word = text.substring(at, end);
      shown.append(
          ProtocolWords.containsAnyCase(word) || redaction.isKnown(word)
              ? word
              : redaction.unknown(word));
    } else {
      shown.append(text, at, end);
    }
    at = end;
  }

  private void takeOther() {
    int c = text.codePointAt(at);
    shown.appendCodePoint(Decision.isPrintable(c) ? c : Decision.MIDDLE_DOT);
    at += Character.charCount(c);
  }

  private static boolean isOfWord(char c) {
    return c < 0x80
        ? (c >= 'a' && c <= 'z')
            || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9')
            || "_-~+%".indexOf(c) >= 0
        : Character.isLetterOrDigit(c);
  }

  private static boolean isOfScheme(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "+-.".indexOf(c) >= 0;
  }

  private static boolean endsUrl(char c) {
    return c <= 0x20 || c == 0x7f || "\"'<>`|{}^".indexOf(c) >= 0;
  }
}
