package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.fault.Fault;
import dev.gatehouse.testing.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The 36 things that go wrong between MCP clients and servers most, as their issue trackers have them. The list {@code client-pains.csv}
 * says of each which diagnoses name it and which test provokes one, or why no server sees it. And no diagnosis is without a test.
 */
class ClientPainsTest {
  private static final Path RULES = Path.of("src/main/java/dev/gatehouse/console/diagnosis");
  private static final Path TESTS = Path.of("src/test/java/dev/gatehouse/console");
  private static final Pattern MADE =
      Pattern.compile("(?:fault|warning|note)\\(\\s*(?:\"([a-z0-9-]+)\"|Fault\\.([A-Z_]+),)");

  static List<Row> rows() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/client-pains.csv")).stream()
        .skip(1)
        .map(Row::parse)
        .toList();
  }

  @Test
  void names_each_of_the_36_once() throws IOException {
    assertThat(rows().stream().map(Row::number))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 36).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void names_diagnoses_that_there_are_and_a_test_or_a_reason(Row row)
      throws IOException, ClassNotFoundException {
    assertThat(diagnoses()).containsAll(row.diagnoses());
    if (row.diagnoses().isEmpty()) {
      assertThat(row.where()).matches("not visible: .{40,}");
      return;
    }
    String[] parts = row.where().split("#", 2);
    Class<?> test = Class.forName("dev.gatehouse." + parts[0]);
    assertThat(Arrays.stream(test.getDeclaredMethods()).map(method -> method.getName()))
        .contains(parts[1]);
  }

  @Test
  void no_diagnosis_is_without_a_test() throws IOException {
    String tests = text(TESTS);
    assertThat(diagnoses())
        .hasSizeGreaterThan(60)
        .allSatisfy(id -> assertThat(tests).containsPattern("[\" ]" + id + "\""));
  }

  private static Set<String> diagnoses() throws IOException {
    return MADE.matcher(text(RULES))
        .results()
        .map(found -> found.group(1) == null ? Fault.valueOf(found.group(2)).id() : found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(Path folder) {
    return SourceFiles.below(folder, "").stream()
        .map(SourceFiles::text)
        .collect(Collectors.joining());
  }

  /** One line. */
  record Row(int number, List<String> diagnoses, String where) {
    static Row parse(String line) {
      String[] parts = line.split(",", 3);
      List<String> diagnoses = parts[1].isEmpty() ? List.of() : List.of(parts[1].split(" "));
      return new Row(Integer.parseInt(parts[0]), diagnoses, parts[2]);
    }
  }
}
