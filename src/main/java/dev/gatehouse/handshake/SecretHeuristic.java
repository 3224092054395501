package dev.gatehouse.handshake;

/**
 * Judges by its look whether a word may be a secret: what is made by chance mixes digits with letters, or cases, or is longer than words
 * are; what is made by services has a well-known beginning. One pass, no allocation.
 */
final class SecretHeuristic {
  private static final int LONGEST_RUN = 28;
  private static final int NUMBER = 12;
  private static final String[] BEGINNINGS = {
    "eyJ", "sk-", "sk_", "pk_", "rk_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_",
    "glpat-", "xoxa-", "xoxb-", "xoxp-", "xoxs-", "AKIA", "ASIA", "AIza", "ya29", "hf_", "npm_",
    "dop_v1_", "shpat_", "pypi-"
  };
  private static final int LONGEST_BEGINNING_ALONE = 10;
  private static final String[] NAMES = {"secret", "passw", "token", "credential", "apikey"};

  private int digits;
  private int capitals;
  private int smalls;
  private int vowels;
  private int changes;
  private int turns;
  private int consonants;
  private int mostConsonants;
  private int run;
  private int runDigits;
  private int runChanges;
  private char last;
  private char lastLetter;

  private SecretHeuristic() {}

  /** Whether the word, which is one of letters, digits and {@code _ - ~ + %}, may be a secret. */
  static boolean isLikely(String text, int start, int end, int longest) {
    int length = end - start;
    return length > longest
        || beginsLikeOne(text, start, length)
        || isMadeByChance(text, start, end)
        || namesOne(text, start, end);
  }

  private static boolean isMadeByChance(String text, int start, int end) {
    var shape = new SecretHeuristic();
    for (int i = start; i < end; i++) {
      if (shape.endsRunByChance(text.charAt(i))) {
        return true;
      }
    }
    return shape.isRunByChance() || shape.isMixed(end - start);
  }

  private boolean endsRunByChance(char c) {
    if (Character.isLetterOrDigit(c)) {
      take(c);
      return false;
    }
    boolean found = isRunByChance();
    run = 0;
    runDigits = 0;
    runChanges = 0;
    consonants = 0;
    return found;
  }

  private void take(char c) {
    boolean digit = isDigit(c);
    if (last != 0 && digit != isDigit(last)) {
      changes++;
      runChanges += run > 0 ? 1 : 0;
    }
    if (digit) {
      digits++;
      runDigits++;
    } else {
      takeLetter(c);
    }
    last = c;
    run++;
  }

  // A capital after a small letter begins another word.
  private void takeLetter(char c) {
    boolean capital = Character.isUpperCase(c);
    if (lastLetter != 0 && capital != Character.isUpperCase(lastLetter)) {
      turns++;
      consonants = capital ? 0 : consonants;
    }
    lastLetter = c;
    capitals += capital ? 1 : 0;
    smalls += capital ? 0 : 1;
    if ("aeiouyAEIOUY".indexOf(c) >= 0 || c > 0x7f) {
      vowels++;
      consonants = 0;
    } else {
      consonants++;
      mostConsonants = Math.max(mostConsonants, consonants);
    }
  }

  private boolean isRunByChance() {
    boolean mixed = runDigits > 0 && runDigits < run;
    return run > LONGEST_RUN
        || (runDigits == run && run >= NUMBER)
        || (mixed && run >= 6 && runChanges >= 3)
        || (mixed && run >= 10 && runDigits >= 4);
  }

  // Tuned on random words of 22 characters, of which one in a thousand passes, and on the words of
  // this project, of which such as OAuth2FlowType do not.
  private boolean isMixed(int length) {
    int letters = capitals + smalls;
    boolean cases = capitals >= 2 && smalls >= 2 && turns >= 4;
    return (digits > 0 && letters > 0 && length >= 12 && changes >= 4)
        || (cases && digits > 0 && capitals >= 3 && length >= 12)
        || (cases && letters >= 14 && (capitals * 10 >= letters * 3 || mostConsonants >= 5))
        || (letters >= 10 && vowels == 0)
        || (letters >= 12 && mostConsonants >= 7);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean beginsLikeOne(String text, int start, int length) {
    if (length < LONGEST_BEGINNING_ALONE) {
      return false;
    }
    for (String beginning : BEGINNINGS) {
      if (text.startsWith(beginning, start)) {
        return true;
      }
    }
    return false;
  }

  // "my-client-secret-7": who writes such a word in a place of words has mistaken the place.
  private static boolean namesOne(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if ("sptcaSPTCA".indexOf(c) >= 0 && namesOneAt(text, i, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean namesOneAt(String text, int at, int end) {
    for (String name : NAMES) {
      if (at + name.length() <= end && text.regionMatches(true, at, name, 0, name.length())) {
        return true;
      }
    }
    return false;
  }
}
