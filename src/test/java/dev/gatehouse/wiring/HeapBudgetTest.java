package dev.gatehouse.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the handbook says of memory is what the bounds amount to. */
class HeapBudgetTest {
  private static final long SMALL = 256L << 20;
  private static final long ENOUGH = 384L << 20;

  @Test
  void is_the_table_of_the_handbook() throws IOException {
    String table = HeapBudget.rows(ENOUGH).stream()
        .map(row -> "| " + row.what() + " | " + row.megabytes() + " |")
        .collect(Collectors.joining("\n"));
    assertThat(Files.readString(Path.of("src/docs/operations.md")))
        .contains(table + "\n| **all of it at once** | **" + HeapBudget.megabytes(ENOUGH) + "** |");
  }

  @Test
  void fits_into_the_heap_that_the_handbook_asks_for() {
    assertThat(HeapBudget.megabytes(ENOUGH) << 20).isLessThan(ENOUGH);
  }

  // What the servers keep for one user or one address must not be what exhausts it.
  @Test
  void leaves_a_small_heap_room_whichever_bound_is_reached() {
    assertThat(HeapBudget.rows(SMALL))
        .allSatisfy(row -> assertThat(row.bytes()).as(row.what()).isLessThan(SMALL / 2));
  }
}
