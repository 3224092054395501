package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.SourceFiles;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The matcher of the JDK recurses for each turn of a group that is repeated, so that a long text ends it with a {@link StackOverflowError};
 * a possessive repetition ({@code (?:…)*+}) is a loop, and cannot be made to try again and again either (CWE-1333).
 */
class RegularExpressionsTest {
  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");
  private static final Pattern CHARACTER_CLASS =
      Pattern.compile("(?<!\\\\)\\[\\^?]?(?:[^\\]\\\\]|\\\\.)*+]");
  private static final Pattern REPEATED_GROUP =
      Pattern.compile("(?<!\\\\)\\)(?:[*+]|\\{\\d+,})(?!\\+)");

  @Test
  void repeat_no_group_but_possessively() {
    assertThat(sources().flatMap(RegularExpressionsTest::literals))
        .hasSizeGreaterThan(1000)
        .filteredOn(RegularExpressionsTest::repeatsAGroup)
        .isEmpty();
  }

  @Test
  void would_be_found() {
    assertThat(List.of("(a|b)*", "(?:\\.[a-z])+$", "(a){2,}"))
        .allMatch(RegularExpressionsTest::repeatsAGroup);
    assertThat(List.of("(?:a|b)*+", "[()*+]", "\\(a\\)*", "(a){2}", "(a)?"))
        .noneMatch(RegularExpressionsTest::repeatsAGroup);
  }

  private static boolean repeatsAGroup(String expression) {
    String bare = CHARACTER_CLASS.matcher(expression).replaceAll("x");
    return REPEATED_GROUP.matcher(bare).find();
  }

  private static Stream<String> literals(String source) {
    return LITERAL
        .matcher(source)
        .results()
        .map(MatchResult::group)
        .map(literal -> literal.substring(1, literal.length() - 1).replace("\\\\", "\\"));
  }

  private static Stream<String> sources() {
    return SourceFiles.below(SourceFiles.MAIN, ".java").stream().map(SourceFiles::text);
  }
}
