package dev.gatehouse.oauth.challenge;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Bearer challenge in a header field, RFC 9110 §11.6.1, in one pass over the text: a regular expression would recurse once for
 * each character of a quoted string, and whoever sends the header decides how long that is.
 */
final class ChallengeScanner {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
  private static final String SCHEME = "bearer";

  private final String text;
  private int at;

  ChallengeScanner(String text) {
    this.text = text;
  }

  /** The parameters of the first Bearer challenge; empty where there is none, or where one of its names stands twice (§11.2). */
  Optional<Map<String, String>> bearer() {
    while (at < text.length()) {
      skipBlanks();
      String scheme = token();
      if (scheme.equalsIgnoreCase(SCHEME) && (isAtEnd() || isBlank(peek()) || peek() == ',')) {
        return parameters();
      }
      skipToComma();
    }
    return Optional.empty();
  }

  // As far as they can be read: a client does better with some of them than with none.
  private Optional<Map<String, String>> parameters() {
    Map<String, String> found = new LinkedHashMap<>();
    do {
      skipBlanks();
      String name = token().toLowerCase(Locale.ROOT);
      skipBlanks();
      if (name.isEmpty() || !accept('=')) {
        break;
      }
      skipBlanks();
      String value = value();
      skipBlanks();
      if (value == null || !(isAtEnd() || peek() == ',')) {
        break;
      }
      if (found.put(name, value) != null) {
        return Optional.empty();
      }
    } while (accept(','));
    return Optional.of(found);
  }

  private @Nullable String value() {
    if (!isAtEnd() && peek() == '"') {
      return quoted();
    }
    String token = token();
    return token.isEmpty() ? null : token;
  }

  // RFC 9110 §5.6.4; null where it does not end, or holds what no header field may.
  private @Nullable String quoted() {
    var value = new StringBuilder();
    at++;
    while (!isAtEnd() && peek() != '"') {
      if (peek() == '\\') {
        at++;
      }
      if (isAtEnd() || Character.isISOControl(peek())) {
        return null;
      }
      value.append(text.charAt(at++));
    }
    return accept('"') ? value.toString() : null;
  }

  private String token() {
    int start = at;
    while (!isAtEnd() && isTokenCharacter(peek())) {
      at++;
    }
    return text.substring(start, at);
  }

  // A comma in a quoted string separates nothing.
  private void skipToComma() {
    while (!isAtEnd() && !accept(',')) {
      if (peek() != '"') {
        at++;
      } else if (quoted() == null) {
        at = text.length();
      }
    }
  }

  private void skipBlanks() {
    while (!isAtEnd() && isBlank(peek())) {
      at++;
    }
  }

  private boolean accept(char wanted) {
    boolean there = !isAtEnd() && peek() == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private boolean isAtEnd() {
    return at >= text.length();
  }

  private char peek() {
    return text.charAt(at);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_MARKS.indexOf(c) >= 0;
  }
}
