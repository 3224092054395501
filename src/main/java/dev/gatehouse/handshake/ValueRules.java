package dev.gatehouse.handshake;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of value that may be shown, and how each is recognized. What is not recognized is masked. */
final class ValueRules {
  private static final int LONGEST_NUMBER = 12;
  private static final int LONGEST_IDENTIFIER = 64;
  private static final int CHALLENGE = 43; // RFC 7636 §4.2: SHA-256 in base64url

  /** A secret by its place: never shown. */
  static final ValueRule SECRET = (name, value, redaction) -> redaction.secret(name, value);

  /** Written by this server itself, a constant of its code. */
  static final ValueRule OWN = (name, value, redaction) -> Decision.printable(value);

  /** An integer. */
  static final ValueRule NUMBER =
      (name, value, redaction) -> isNumber(value) ? value : redaction.secret(name, value);

  /** A name that this installation gave out, a URL, or a short plain word. */
  static final ValueRule IDENTIFIER = ValueRules::identifier;

  /** A name that this installation gave out, and no other. */
  static final ValueRule KNOWN =
      (name, value, redaction) -> redaction.isKnown(value) ? value : redaction.secret(name, value);

  /** Identifiers with spaces between them. */
  static final ValueRule IDENTIFIERS = (name, value, redaction) -> Arrays.stream(value.split(" "))
      .map(word -> word.isEmpty() ? "" : identifier(name, word, redaction))
      .collect(Collectors.joining(" "));

  /** URLs with spaces between them. */
  static final ValueRule URLS = (name, value, redaction) -> value.indexOf(' ') < 0
      ? redaction.url(value)
      : Arrays.stream(value.split(" ")).map(redaction::url).collect(Collectors.joining(" "));

  /** Host and port. */
  static final ValueRule AUTHORITY =
      (name, value, redaction) -> RedactedUrl.authority(value, redaction);

  /** A path without a query. */
  static final ValueRule PATH = (name, value, redaction) -> redaction.path(value);

  /** Words from outside, in which everything but short plain words and harmless URLs is masked. */
  static final ValueRule PHRASE =
      (name, value, redaction) -> redaction.phrase(value, RedactedText.SHORT_WORDS);

  /** Words of a server. */
  static final ValueRule SENTENCE =
      (name, value, redaction) -> redaction.phrase(value, RedactedText.LONG_WORDS);

  /** The hash of a verifier. */
  static final ValueRule CHALLENGE_S256 =
      (name, value, redaction) -> isChallenge(value) ? value : redaction.secret(name, value);

  private ValueRules() {}

  /** One of these words, or several with spaces between them. */
  static ValueRule anyOf(String words) {
    Set<String> allowed = words(words);
    return (name, value, redaction) ->
        allowed.contains(value) || Arrays.stream(value.split(" ", -1)).allMatch(allowed::contains)
            ? value
            : redaction.secret(name, value);
  }

  /** A text block as the set of its words. */
  static Set<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
  }

  static boolean isNumber(String value) {
    int start = value.startsWith("-") ? 1 : 0;
    if (value.length() <= start || value.length() > LONGEST_NUMBER) {
      return false;
    }
    for (int i = start; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static String identifier(String name, String value, Redaction redaction) {
    if (redaction.isKnown(value) || ProtocolWords.contains(value)) {
      return value;
    }
    if (value.contains("://")) {
      return redaction.url(value);
    }
    return value.length() <= LONGEST_IDENTIFIER && RedactedText.isPlain(value)
        ? value
        : redaction.secret(name, value);
  }

  private static boolean isChallenge(String value) {
    return value.length() == CHALLENGE
        && value
            .chars()
            .allMatch(c -> c == '-'
                || c == '_'
                || (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z'));
  }
}
