package dev.gatehouse.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.store.Owner;
import dev.gatehouse.testing.HeapSize;
import dev.gatehouse.testing.MovableClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said to be the heap that a room costs is what it costs, CWE-770. */
class StoreBudgetsTest {
  private static final int MB = 1 << 20;

  private final MovableClock clock = new MovableClock();

  @Test
  void costs_no_more_than_its_bound_where_each_owner_has_one_small_entry() {
    var room = new OwnedMap.Room(8 * MB, 8 * MB);
    long grown = HeapSize.grownBy(() -> {
      var map = map(room);
      IntStream.range(0, 100_000).forEach(i -> map.put("key " + i, "owner " + i));
      return map;
    });
    assertThat(grown).isBetween(3L * MB, 8L * MB);
  }

  @Test
  void costs_no_more_than_its_bound_where_one_owner_has_all() {
    var room = new OwnedMap.Room(8 * MB, 8 * MB);
    long grown = HeapSize.grownBy(() -> {
      var map = map(room);
      IntStream.range(0, 100_000).forEach(i -> map.put("key " + i, "owner"));
      return map;
    });
    assertThat(grown).isBetween(3L * MB, 8L * MB);
  }

  @Test
  void costs_no_more_for_used_ids_than_their_units_say() {
    Instant until = clock.instant().plusSeconds(300);
    int units = 200_000;
    for (int holders : new int[] {1, 100_000}) {
      long grown = HeapSize.grownBy(() -> {
        var ids = new UsedIds(clock, units, new Secrets(new SecureRandom()));
        IntStream.range(0, 400_000)
            .forEach(i -> ids.use(List.of("holder " + i % holders), "id " + i, until));
        return ids;
      });
      assertThat(grown).isLessThan((long) units * UsedIds.UNIT + MB / 2);
    }
  }

  @Test
  void has_rooms_for_all_in_a_small_heap() {
    assertThat(StoreBudgets.bytes()).isLessThan(96L * MB);
    assertThat((long) UsedIds.UNIT * StoreBudgets.PROOF_IDS).isLessThan(10L * MB);
  }

  private OwnedMap<String, String> map(OwnedMap.Room room) {
    return new OwnedMap<>(
        clock,
        room,
        new OwnedMap.Traits<>(
            value -> Owner.user(value),
            value -> 2L * (48 + value.length()),
            value -> clock.instant().plusSeconds(3600)));
  }
}
