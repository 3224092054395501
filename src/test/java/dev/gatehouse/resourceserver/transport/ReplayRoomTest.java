package dev.gatehouse.resourceserver.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept for clients that come back is bounded, and what is new is kept. */
class ReplayRoomTest {
  private final ReplayRoom room = new ReplayRoom(100);

  @Test
  void lets_the_oldest_of_all_streams_go() {
    ReplayRoom.Shelf quiet = room.shelf();
    ReplayRoom.Shelf loud = room.shelf();
    quiet.keep(1, "q".repeat(10));
    for (int i = 1; i <= 50; i++) {
      loud.keep(i, "l".repeat(10));
    }
    assertThat(quiet.after(0)).isEmpty();
    assertThat(loud.after(0)).hasSize(10);
    quiet.keep(2, "again");
    assertThat(quiet.after(1)).containsExactly("again");
    assertThat(room.used()).isLessThanOrEqualTo(100);
  }

  @Test
  void keeps_so_many_events_of_a_stream() {
    var roomy = new ReplayRoom(1_000_000);
    ReplayRoom.Shelf shelf = roomy.shelf();
    IntStream.rangeClosed(1, 1_000).forEach(i -> shelf.keep(i, Integer.toString(i)));
    assertThat(shelf.after(0)).hasSize(256).startsWith("745").endsWith("1000");
    assertThat(shelf.after(999)).containsExactly("1000");
    shelf.clear();
    assertThat(roomy.used()).isZero();
  }

  @Test
  void keeps_so_much_of_a_stream_and_its_last_event_however_long() {
    var roomy = new ReplayRoom(10_000_000);
    ReplayRoom.Shelf shelf = roomy.shelf();
    shelf.keep(1, "x".repeat(600_000));
    shelf.keep(2, "x".repeat(600_000));
    assertThat(shelf.after(0)).hasSize(1);
    shelf.keep(3, "x".repeat(2_000_000));
    assertThat(roomy.used()).isEqualTo(2_000_000);
  }

  @Test
  void keeps_nothing_that_is_longer_than_all_the_room() {
    ReplayRoom.Shelf shelf = room.shelf();
    shelf.keep(1, "x".repeat(101));
    assertThat(shelf.after(0)).isEmpty();
    assertThat(room.used()).isZero();
  }
}
