package dev.gatehouse.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Who makes way where room is scarce. */
class FairShareTest {
  private final FairShare<String> share = new FairShare<>(new Limit(5, 100), new Limit(8, 150));

  @Test
  void takes_the_longest_unused_of_a_holder_who_has_too_many() {
    IntStream.range(0, 5).forEach(i -> share.add("ann", "ann-" + i, 1));
    share.touch("ann-0");
    assertThat(share.add("ann", "ann-5", 1)).containsExactly("ann-1");
  }

  @Test
  void takes_the_longest_unused_of_a_holder_who_has_too_much() {
    share.add("ann", "small", 10);
    share.add("ann", "large", 80);
    assertThat(share.grow("large", 15)).containsExactly("small");
    assertThat(share.bytes()).isEqualTo(95);
  }

  @Test
  void takes_from_whoever_holds_most_and_not_from_who_was_first() {
    share.add("first", "first", 10);
    share.add("ann", "ann-0", 50);
    share.add("ann", "ann-1", 50);
    assertThat(share.add("bob", "bob", 45)).containsExactly("ann-0");
  }

  @Test
  void takes_an_entry_that_alone_is_too_much() {
    share.add("bob", "bob", 10);
    assertThat(share.add("ann", "vast", 101)).containsExactly("vast");
    assertThat(share.size()).isEqualTo(1);
    assertThat(share.bytes()).isEqualTo(10);
  }

  @Test
  void forgets_what_is_removed_and_knows_nothing_of_what_never_came() {
    share.add("ann", "one", 10);
    assertThat(share.remove("one")).isTrue();
    assertThat(share.remove("one")).isFalse();
    assertThat(share.grow("one", 500)).isEmpty();
    share.touch("one");
    assertThat(share.bytes()).isZero();
    assertThat(share.all()).isEmpty();
  }

  // Against the same rules said plainly, and slowly.
  @Property(tries = 300)
  void does_as_the_rules_say(@ForAll @Size(max = 60) List<@IntRange(max = 999) Integer> steps) {
    var quick = new FairShare<Integer>(new Limit(4, 60), new Limit(9, 120));
    var plain = new Plain();
    for (int i = 0; i < steps.size(); i++) {
      int step = steps.get(i);
      String holder = "holder-" + step % 5;
      int weight = step / 5 % 40;
      if (step % 7 == 0 && i > 0) {
        quick.touch(i / 2);
        plain.touch(i / 2);
      } else {
        assertThat(quick.add(holder, i, weight)).isEqualTo(plain.add(holder, i, weight));
      }
      assertThat(quick.bytes()).isEqualTo(plain.bytes());
    }
  }

  private static final class Plain {
    private record Held(String holder, int entry, int weight) {}

    private final Deque<Held> longestUnusedFirst = new ArrayDeque<>();

    void touch(int entry) {
      longestUnusedFirst.stream().filter(one -> one.entry == entry).findFirst().ifPresent(one -> {
        longestUnusedFirst.remove(one);
        longestUnusedFirst.add(one);
      });
    }

    List<Integer> add(String holder, int entry, int weight) {
      longestUnusedFirst.add(new Held(holder, entry, weight));
      var gone = new ArrayList<Integer>();
      while (count(holder) > 4 || weight(holder) > 60) {
        gone.add(removeEldest(holder));
      }
      while (longestUnusedFirst.size() > 9 || bytes() > 120) {
        Map<String, Long> order = new HashMap<>();
        longestUnusedFirst.forEach(one ->
            order.putIfAbsent(one.holder, weight(one.holder) * 1_000_000L + count(one.holder)));
        long most = order.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        gone.add(removeEldest(longestUnusedFirst.stream()
            .map(Held::holder)
            .filter(name -> order.get(name) == most)
            .findFirst()
            .orElseThrow()));
      }
      return gone;
    }

    long bytes() {
      return longestUnusedFirst.stream().mapToLong(Held::weight).sum();
    }

    private long weight(String holder) {
      return longestUnusedFirst.stream()
          .filter(one -> one.holder.equals(holder))
          .mapToLong(Held::weight)
          .sum();
    }

    private long count(String holder) {
      return longestUnusedFirst.stream()
          .filter(one -> one.holder.equals(holder))
          .count();
    }

    private int removeEldest(String holder) {
      Held eldest = longestUnusedFirst.stream()
          .filter(one -> one.holder.equals(holder))
          .findFirst()
          .orElseThrow();
      longestUnusedFirst.remove(eldest);
      return eldest.entry;
    }
  }
}
