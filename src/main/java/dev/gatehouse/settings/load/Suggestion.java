package dev.gatehouse.settings.load;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody who mistyped a name most likely meant: the known name with the least edit distance. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code ; did you mean X?}, or nothing when no known name is near. */
  public static String hint(String typed, Collection<String> known) {
    return to(typed, known).map(name -> "; did you mean " + name + "?").orElse("");
  }

  static Optional<String> to(String typed, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(typed, name)))
        .filter(name -> distance(typed, name) <= Math.max(2, typed.length() / 3));
  }

  // The name of an option without its section is as near as the whole key.
  private static int distance(String typed, String known) {
    String one = typed.toLowerCase(Locale.ROOT).replace('_', '-');
    String other = known.toLowerCase(Locale.ROOT).replace('_', '-');
    int whole = edits(one, other);
    int dot = other.indexOf('.');
    return dot < 0
        ? whole
        : Math.min(whole, 1 + edits(one.substring(one.indexOf('.') + 1), other.substring(dot + 1)));
  }

  // Levenshtein, one row at a time.
  private static int edits(String one, String other) {
    var row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
