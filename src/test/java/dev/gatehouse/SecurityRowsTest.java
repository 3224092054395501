package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The list {@code security-rows.csv} says which test holds which requirement, or why none does yet. A test that is renamed takes its line
 * along.
 */
class SecurityRowsTest {
  static Stream<Row> rows() throws IOException {
    try (InputStream in = SecurityRowsTest.class.getResourceAsStream("/security-rows.csv")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(Row::parse).toList().stream();
    }
  }

  @Test
  void names_each_requirement_once() throws IOException {
    assertThat(rows().map(Row::id)).doesNotHaveDuplicates().hasSizeGreaterThan(200);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void names_a_test_that_there_is_or_a_reason(Row row) throws ClassNotFoundException {
    if (row.where().contains("#")) {
      String[] parts = row.where().split("#", 2);
      Class<?> test = Class.forName("dev.gatehouse." + parts[0]);
      List<String> methods = Stream.<Class<?>>iterate(test, Objects::nonNull, Class::getSuperclass)
          .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
          .map(Method::getName)
          .toList();
      assertThat(methods).contains(parts[1]);
    } else {
      assertThat(row.where()).contains(": ");
    }
  }

  /** One line: a requirement, and the test or the reason. */
  record Row(String id, String where) {
    static Row parse(String line) {
      String[] parts = line.split(",", 2);
      return new Row(parts[0], parts[1]);
    }
  }
}
