package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Member;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The list {@code security-rows.csv} says of each requirement which test holds it, or why none does: it cannot apply here, it holds by how
 * this is built, or it is tried by hand. A test that is renamed takes its line along.
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
      List<String> members = Stream.<Class<?>>iterate(test, Objects::nonNull, Class::getSuperclass)
          .flatMap(type -> Stream.concat(
              Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredFields())))
          .map(Member::getName)
          .toList();
      assertThat(members).contains(parts[1]);
    } else {
      assertThat(row.where()).matches("(not applicable|by design|by hand): .{20,}");
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
