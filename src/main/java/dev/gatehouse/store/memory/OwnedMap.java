package dev.gatehouse.store.memory;

import dev.gatehouse.store.Owner;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A map with a bound in bytes, in which everyone has a fair share: where it is full, whoever holds most loses his oldest entry, and nobody
 * loses one for the sake of somebody who holds more. Values carry their own end; those that have ended go first. Each operation costs the
 * logarithm of the number of entries, and clears away a few that have ended.
 */
final class OwnedMap<K, V> {
  private static final int NEARLY_THE_SAME = 512; // a part of the room
  private static final int BYTES_OF_AN_ENTRY = 150; // its places in the maps

  private static final int ENDED_AT_ONCE =
      4; // each entry comes once: the map shrinks faster than it grows

  /** Why an entry is no longer there. */
  enum Departure {
    REMOVED,
    ENDED,
    CROWDED_OUT
  }

  /**
   * How much there is room for, in bytes.
   *
   * @param all of all owners together
   * @param each of one of them
   */
  record Room(long all, long each) {}

  /**
   * What must be known of a value.
   *
   * @param owner never changes
   * @param bytes what it costs, with its key
   * @param end when it ends; {@link Instant#MAX} for never
   */
  record Traits<V>(Function<V, Owner> owner, ToLongFunction<V> bytes, Function<V, Instant> end) {}

  private final Map<K, OwnedEntry<K, V>> entries = new HashMap<>();
  private final Shares<K, V> shares;
  private final TreeSet<OwnedEntry<K, V>> byEnd =
      new TreeSet<>(Comparator.<OwnedEntry<K, V>, Instant>comparing(entry -> entry.end)
          .thenComparingLong(entry -> entry.number));
  private final Clock clock;
  private final Room room;
  private final Traits<V> traits;
  private final BiConsumer<V, Departure> departed;
  private long made;

  OwnedMap(Clock clock, Room room, Traits<V> traits) {
    this(clock, room, traits, (value, why) -> {});
  }

  /** Says what departs, so that an index over it can follow. What is replaced does not. */
  OwnedMap(Clock clock, Room room, Traits<V> traits, BiConsumer<V, Departure> departed) {
    this.clock = clock;
    this.room = room;
    this.traits = traits;
    this.departed = departed;
    this.shares = new Shares<>(room.all() / NEARLY_THE_SAME);
  }

  /** In place of what was there, as its owner's newest. */
  synchronized void put(K key, V value) {
    OwnedEntry<K, V> before = entries.get(key);
    if (before != null) {
      take(before);
    }
    Share<K, V> share = shares.of(traits.owner().apply(value));
    var entry =
        new OwnedEntry<>(key, made++, share, value, size(value), traits.end().apply(value));
    entries.put(key, entry);
    shares.add(traits.owner().apply(value), entry);
    schedule(entry);
    dropEnded(ENDED_AT_ONCE);
    makeRoomFor(entry);
  }

  synchronized Optional<V> get(K key) {
    return living(key).map(entry -> entry.value);
  }

  /** As {@link #get}; from now on it is its owner's newest. */
  synchronized Optional<V> touch(K key) {
    Optional<OwnedEntry<K, V>> found = living(key);
    found.ifPresent(entry -> shares.touch(traits.owner().apply(entry.value), entry));
    return found.map(entry -> entry.value);
  }

  /** Removes the value, whether it has ended or not; returns one that has not. */
  synchronized Optional<V> remove(K key) {
    Optional<OwnedEntry<K, V>> found = Optional.ofNullable(entries.get(key));
    found.ifPresent(entry -> drop(entry, Departure.REMOVED));
    return found.filter(this::lives).map(entry -> entry.value);
  }

  /** Removes a value that satisfies the condition, and leaves any other. */
  synchronized Optional<V> remove(K key, Predicate<V> condition) {
    Optional<OwnedEntry<K, V>> found = living(key).filter(entry -> condition.test(entry.value));
    found.ifPresent(entry -> drop(entry, Departure.REMOVED));
    return found.map(entry -> entry.value);
  }

  /** Replaces a living value by what the function makes of it, which has the same owner; returns the value as it was. */
  synchronized Optional<V> update(K key, UnaryOperator<V> change) {
    Optional<OwnedEntry<K, V>> found = living(key);
    Optional<V> before = found.map(entry -> entry.value);
    found.ifPresent(entry -> replace(entry, change.apply(entry.value)));
    return before;
  }

  /** What the owner has, the oldest first. */
  synchronized List<V> of(Owner owner) {
    var own = new ArrayList<V>();
    Share<K, V> share = shares.find(owner);
    for (OwnedEntry<K, V> entry = share == null ? null : share.oldest;
        entry != null;
        entry = entry.newer) {
      if (lives(entry)) {
        own.add(entry.value);
      }
    }
    return own;
  }

  /** Of all owners. Looks at each. */
  synchronized List<V> values() {
    return entries.values().stream()
        .filter(this::lives)
        .map(entry -> entry.value)
        .toList();
  }

  /** What the owner holds, in bytes. */
  synchronized long bytesOf(Owner owner) {
    Share<K, V> share = shares.find(owner);
    return share == null ? 0 : share.bytes;
  }

  /** What everyone holds together, in bytes. */
  synchronized long bytes() {
    return shares.bytes();
  }

  /** A value of whoever holds most. */
  synchronized Optional<V> oldestOfHeaviest() {
    return Optional.ofNullable(shares.heaviest())
        .flatMap(share -> Optional.ofNullable(share.oldest))
        .map(entry -> entry.value);
  }

  /** Clears away some of those that have ended. */
  synchronized void dropEnded(int most) {
    for (int i = 0; i < most && !byEnd.isEmpty() && !lives(byEnd.first()); i++) {
      drop(byEnd.first(), Departure.ENDED);
    }
  }

  private void replace(OwnedEntry<K, V> entry, V value) {
    byEnd.remove(entry);
    entry.value = value;
    entry.end = traits.end().apply(value);
    schedule(entry);
    shares.resize(traits.owner().apply(value), entry, size(value));
    makeRoomFor(entry);
  }

  private void schedule(OwnedEntry<K, V> entry) {
    if (!entry.end.equals(Instant.MAX)) {
      byEnd.add(entry);
    }
  }

  private void makeRoomFor(OwnedEntry<K, V> entry) {
    while (entry.share.bytes > room.each() && entry.share.count > 1) {
      OwnedEntry<K, V> oldest = entry.share.oldest == entry ? entry.newer : entry.share.oldest;
      drop(oldest, Departure.CROWDED_OUT);
    }
    while (shares.bytes() > room.all() && entries.size() > 1) {
      if (!byEnd.isEmpty() && byEnd.first() != entry && !lives(byEnd.first())) {
        drop(byEnd.first(), Departure.ENDED);
      } else {
        drop(shares.oldestOfHeaviest(entry), Departure.CROWDED_OUT);
      }
    }
  }

  private void drop(@Nullable OwnedEntry<K, V> entry, Departure why) {
    if (entry == null) {
      throw new IllegalStateException("there is more than one entry, and no other one");
    }
    take(entry);
    departed.accept(entry.value, why);
  }

  private void take(OwnedEntry<K, V> entry) {
    entries.remove(entry.key);
    byEnd.remove(entry);
    shares.remove(traits.owner().apply(entry.value), entry);
  }

  private Optional<OwnedEntry<K, V>> living(K key) {
    return Optional.ofNullable(entries.get(key)).filter(this::lives);
  }

  private boolean lives(OwnedEntry<K, V> entry) {
    return clock.instant().isBefore(entry.end);
  }

  private long size(V value) {
    return BYTES_OF_AN_ENTRY + traits.bytes().applyAsLong(value);
  }
}
