package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.SourceFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map in the root package-info shows a reader the whole house, and each class can be told by its simple name. */
class MapTest {
  @Test
  void names_every_package() {
    assertThat(namedOnTheMap()).containsAll(packages());
  }

  @Test
  void names_every_class_of_the_root() {
    List<String> classes = classes()
        .filter(file -> SourceFiles.MAIN.equals(file.getParent()))
        .map(MapTest::simpleName)
        .toList();
    assertThat(namedOnTheMap()).containsAll(classes);
  }

  @Test
  void no_simple_name_stands_twice() {
    List<String> names = classes().map(MapTest::simpleName).toList();
    assertThat(names).doesNotHaveDuplicates();
  }

  private static List<String> packages() {
    return SourceFiles.below(SourceFiles.MAIN, "package-info.java").stream()
        .map(file -> file.getParent().getFileName().toString())
        .filter(name -> !name.equals("gatehouse"))
        .toList();
  }

  private static List<String> namedOnTheMap() {
    String map = SourceFiles.text(SourceFiles.MAIN.resolve("package-info.java"));
    String picture = map.substring(map.indexOf("<pre>"), map.indexOf("</pre>"));
    return List.of(picture.split("\\W+"));
  }

  private static Stream<Path> classes() {
    return SourceFiles.below(SourceFiles.MAIN, ".java").stream()
        .filter(file -> !file.endsWith("package-info.java"));
  }

  private static String simpleName(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }
}
