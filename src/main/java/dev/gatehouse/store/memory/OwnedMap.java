package dev.gatehouse.store.memory;

import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A bounded map in which each owner has a room of his own, so that a flood crowds out only its like: what is too much goes in the order
 * in which it came, first from the owner who has too much. Values carry their own end.
 */
final class OwnedMap<V> {
  /**
   * How much there is room for.
   *
   * @param all of all owners together
   * @param each of one of them
   */
  record Room(int all, int each) {}

  private final Map<String, V> values = new LinkedHashMap<>(); // in the order of arrival
  private final Map<String, Set<String>> keysOfOwners = new LinkedHashMap<>();
  private final Function<V, String> owner;
  private final Function<V, Instant> expiry;
  private final Clock clock;
  private final Room room;

  OwnedMap(Clock clock, Room room, Function<V, String> owner, Function<V, Instant> expiry) {
    this.clock = clock;
    this.room = room;
    this.owner = owner;
    this.expiry = expiry;
  }

  synchronized void put(String key, V value) {
    removeAny(key);
    dropEnded();
    Set<String> own = keysOfOwners.getOrDefault(owner.apply(value), Set.of());
    if (own.size() >= room.each()) {
      removeAny(own.iterator().next());
    } else if (values.size() >= room.all()) {
      removeAny(values.keySet().iterator().next());
    }
    values.put(key, value);
    keysOfOwners
        .computeIfAbsent(owner.apply(value), any -> new LinkedHashSet<>())
        .add(key);
  }

  synchronized Optional<V> get(String key) {
    return Optional.ofNullable(values.get(key)).filter(this::lives);
  }

  synchronized Optional<V> remove(String key) {
    return removeAny(key).filter(this::lives);
  }

  /** Removes a value that satisfies the condition, and leaves any other. */
  synchronized Optional<V> remove(String key, Predicate<V> condition) {
    return get(key).filter(condition).flatMap(satisfying -> removeAny(key));
  }

  /** Replaces a living value by what the function makes of it, which has the same owner; returns the value as it was. */
  synchronized Optional<V> update(String key, UnaryOperator<V> change) {
    Optional<V> before = get(key);
    before.ifPresent(value -> values.put(key, change.apply(value)));
    return before;
  }

  /** Of all owners. */
  synchronized List<String> keys() {
    return values.entrySet().stream()
        .filter(entry -> lives(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What the owner has. */
  synchronized List<V> of(String name) {
    return keysOfOwners.getOrDefault(name, Set.of()).stream()
        .flatMap(key -> Stream.ofNullable(values.get(key)))
        .filter(this::lives)
        .toList();
  }

  /** Removes every value that satisfies the condition, whoever has it. Looks at each. */
  synchronized void removeIf(Predicate<V> condition) {
    List<String> keys = values.entrySet().stream()
        .filter(entry -> condition.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
    keys.forEach(this::removeAny);
  }

  private void dropEnded() {
    Iterator<Map.Entry<String, V>> eldest = values.entrySet().iterator();
    while (eldest.hasNext()) {
      Map.Entry<String, V> entry = eldest.next();
      if (lives(entry.getValue())) {
        return;
      }
      eldest.remove();
      forgetOwner(entry.getKey(), entry.getValue());
    }
  }

  private Optional<V> removeAny(String key) {
    Optional<V> removed = Optional.ofNullable(values.remove(key));
    removed.ifPresent(value -> forgetOwner(key, value));
    return removed;
  }

  private void forgetOwner(String key, V value) {
    keysOfOwners.computeIfPresent(owner.apply(value), (name, keys) -> {
      keys.remove(key);
      return keys.isEmpty() ? null : keys;
    });
  }

  private boolean lives(V value) {
    return clock.instant().isBefore(expiry.apply(value));
  }
}
