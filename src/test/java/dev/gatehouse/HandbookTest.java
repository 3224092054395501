package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.settings.load.ConfigFile;
import dev.gatehouse.settings.load.Option;
import dev.gatehouse.settings.load.OptionCatalogue;
import dev.gatehouse.settings.load.Setting;
import dev.gatehouse.settings.load.SettingsLayer;
import dev.gatehouse.testing.Handbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of {@code src/docs} name what there is: options, classes, tests, files, headings. */
class HandbookTest {
  private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9.]+)`");
  private static final Path CODE = Path.of("src/main/java/dev/gatehouse");

  private final OptionCatalogue catalogue = OptionCatalogue.load();
  private final SettingsLayer defaults = new ConfigFile(catalogue).builtIn();

  @Test
  void configuration_has_a_line_for_each_option() {
    for (String section : catalogue.sections()) {
      List<String> lines = catalogue.options().stream()
          .filter(option -> option.section().equals(section))
          .map(this::line)
          .toList();
      String head = "`%s`: %s".formatted(section, catalogue.describe(section));
      assertThat(Handbook.of("configuration").table(head))
          .as("the table of src/docs/configuration.md under | %s |", head)
          .containsExactlyElementsOf(lines);
    }
  }

  static List<String> specifications() {
    return Handbook.of("specifications").table("specification");
  }

  @ParameterizedTest
  @MethodSource("specifications")
  void specifications_name_classes_and_tests_that_there_are(String row) throws IOException {
    List<String> cells = Handbook.cells(row);
    assertThat(names(cells.get(1))).isNotEmpty().allMatch(HandbookTest::isInTheCode);
    assertThat(names(cells.get(2))).isNotEmpty().isSubsetOf(testClasses());
  }

  static List<Handbook> pages() {
    return Handbook.pages();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_lead_somewhere(Handbook page) {
    for (String link : page.links()) {
      String[] parts = link.split("#", 2);
      Path directory = Optional.ofNullable(page.path().getParent()).orElse(Path.of(""));
      Path file = parts[0].isEmpty() ? page.path() : directory.resolve(parts[0]).normalize();
      assertThat(file).as("%s leads to %s", page.path(), link).exists();
      if (parts.length == 2) {
        assertThat(anchors(file)).as("%s leads to %s", page.path(), link).contains(parts[1]);
      }
    }
  }

  @Test
  void the_readme_leads_to_each_page() {
    Set<String> linked = Handbook.readme().links().stream()
        .map(link -> link.split("#", 2)[0])
        .collect(Collectors.toSet());
    assertThat(linked)
        .containsAll(Handbook.pages().stream()
            .map(page -> page.path().toString())
            .filter(path -> path.startsWith("src"))
            .toList());
  }

  private static List<String> anchors(Path file) {
    return Handbook.pages().stream()
        .filter(page -> page.path().equals(file))
        .findFirst()
        .map(Handbook::anchors)
        .orElseThrow();
  }

  private static List<String> names(String cell) {
    return NAME.matcher(cell).results().map(name -> name.group(1)).toList();
  }

  // A class, or a package.
  private static boolean isInTheCode(String name) {
    String path = name.replace('.', '/');
    return Files.exists(CODE.resolve(path + ".java")) || Files.isDirectory(CODE.resolve(path));
  }

  private static Set<String> testClasses() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }

  private String line(Option option) {
    return "| `%s`: %s | `%s` | %s | %s |"
        .formatted(
            option.name(),
            option.description(),
            option.environment(),
            option.flag().isEmpty() ? "–" : "`" + option.flag() + "`",
            shown(option));
  }

  private String shown(Option option) {
    if (option.kind() == Option.Kind.TABLE) {
      return "see [`conf/config.yaml`](../../conf/config.yaml)";
    }
    return defaults
        .find(option.key())
        .map(Setting::value)
        .map(HandbookTest::shown)
        .orElse("–");
  }

  private static String shown(Object value) {
    if (value instanceof Collection<?> list) {
      return list.isEmpty()
          ? "none"
          : "`" + list.stream().map(Object::toString).collect(Collectors.joining(", ")) + "`";
    }
    return "`" + value + "`";
  }
}
