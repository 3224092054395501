package dev.gatehouse.resourceserver.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.quota.Limit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept for clients that come back is bounded, what is new is kept, and nobody's is pushed out by another's. */
class ReplayRoomTest {
  private static final int EVENT = 256 + 20;

  private final ReplayRoom room =
      new ReplayRoom(new Limit(1_000, 20 * EVENT), new Limit(1_000, 30 * EVENT));

  @Test
  void lets_the_oldest_of_the_same_user_go() {
    ReplayRoom.Shelf loud = room.shelf("loud");
    keep(loud, 50);
    assertThat(after(loud, 0)).hasSize(20);
    assertThat(room.used()).isEqualTo(20 * EVENT);
  }

  @Test
  void lets_the_oldest_of_whoever_has_most_go_where_it_is_full() {
    ReplayRoom.Shelf quiet = room.shelf("quiet");
    quiet.keep(1, "q".repeat(10), "");
    ReplayRoom.Shelf loud = room.shelf("loud");
    ReplayRoom.Shelf louder = room.shelf("louder");
    keep(loud, 50);
    keep(louder, 50);
    assertThat(after(quiet, 0)).hasSize(1);
    assertThat(after(loud, 0).size() + after(louder, 0).size()).isEqualTo(29);
    assertThat(room.used()).isEqualTo(30 * EVENT);
  }

  @Test
  void keeps_so_many_events_of_a_stream() {
    var roomy = new ReplayRoom();
    ReplayRoom.Shelf shelf = roomy.shelf("user");
    IntStream.rangeClosed(1, 1_000).forEach(i -> shelf.keep(i, Integer.toString(i), ""));
    assertThat(after(shelf, 0)).hasSize(256).startsWith("745").endsWith("1000");
    assertThat(after(shelf, 999)).containsExactly("1000");
    shelf.clear();
    assertThat(roomy.used()).isZero();
  }

  @Test
  void keeps_so_much_of_a_stream_and_its_last_event() {
    var roomy = new ReplayRoom();
    ReplayRoom.Shelf shelf = roomy.shelf("user");
    shelf.keep(1, "x".repeat(600_000), "");
    shelf.keep(2, "x".repeat(600_000), "");
    assertThat(after(shelf, 0)).hasSize(1);
    shelf.keep(3, "x".repeat(1_000_000), "");
    assertThat(after(shelf, 0)).hasSize(1);
    assertThat(roomy.used()).isEqualTo(2_000_256);
  }

  @Test
  void keeps_nothing_that_is_longer_than_all_the_room() {
    ReplayRoom.Shelf shelf = room.shelf("user");
    shelf.keep(1, "x".repeat(15 * EVENT), "");
    assertThat(after(shelf, 0)).isEmpty();
    assertThat(room.used()).isZero();
  }

  @Test
  void gives_an_event_only_to_those_who_have_its_scope() {
    ReplayRoom.Shelf shelf = room.shelf("user");
    shelf.keep(1, "one", "notes:read");
    shelf.keep(2, "two", "");
    assertThat(shelf.after(0, "notes:read"::equals)).containsExactly("one");
    assertThat(shelf.after(0, String::isEmpty)).containsExactly("two");
  }

  private static void keep(ReplayRoom.Shelf shelf, int events) {
    IntStream.rangeClosed(1, events).forEach(i -> shelf.keep(i, "l".repeat(10), ""));
  }

  private static List<String> after(ReplayRoom.Shelf shelf, long number) {
    return shelf.after(number, scope -> true);
  }
}
