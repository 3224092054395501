package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map in the root package-info shows a reader the whole house, and each class can be told by its simple name. */
class MapTest {
  private static final Path ROOT = Path.of("src/main/java/dev/gatehouse");

  @Test
  void names_every_package() {
    assertThat(namedOnTheMap()).containsAll(packages());
  }

  @Test
  void names_every_class_of_the_root() throws IOException {
    try (Stream<Path> files = Files.list(ROOT)) {
      List<String> classes =
          files.filter(MapTest::isClass).map(MapTest::simpleName).toList();
      assertThat(namedOnTheMap()).containsAll(classes);
    }
  }

  @Test
  void no_simple_name_stands_twice() {
    var names = files().filter(MapTest::isClass).map(MapTest::simpleName).toList();
    assertThat(names).doesNotHaveDuplicates();
  }

  private static List<String> packages() {
    return files()
        .filter(file -> file.endsWith("package-info.java"))
        .map(file -> file.getParent().getFileName().toString())
        .filter(name -> !name.equals("gatehouse"))
        .toList();
  }

  private static List<String> namedOnTheMap() {
    try {
      String map = Files.readString(ROOT.resolve("package-info.java"));
      String picture = map.substring(map.indexOf("<pre>"), map.indexOf("</pre>"));
      return List.of(picture.split("\\W+"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.collect(Collectors.toList()).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isClass(Path file) {
    return file.toString().endsWith(".java") && !file.endsWith("package-info.java");
  }

  private static String simpleName(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }
}
