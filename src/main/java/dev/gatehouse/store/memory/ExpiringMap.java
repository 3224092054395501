package dev.gatehouse.store.memory;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A bounded map whose values carry their own end. What has ended is not there, whether it was swept out already or not; what is too much
 * goes in the order in which it came.
 */
final class ExpiringMap<V> {
  private final Map<String, V> values = new LinkedHashMap<>();
  private final Function<V, Instant> expiry;
  private final Clock clock;
  private final int capacity;
  private final BiConsumer<String, V> dropped;

  ExpiringMap(Clock clock, int capacity, Function<V, Instant> expiry) {
    this(clock, capacity, expiry, (key, value) -> {});
  }

  /** Says what it drops by itself, so that an index over it can follow. */
  ExpiringMap(
      Clock clock, int capacity, Function<V, Instant> expiry, BiConsumer<String, V> dropped) {
    this.dropped = dropped;
    this.clock = clock;
    this.capacity = capacity;
    this.expiry = expiry;
  }

  synchronized void put(String key, V value) {
    values.remove(key);
    values.put(key, value);
    dropEnded();
    dropEldest();
  }

  /** Takes a value in, unless one of the key lives or there is no room: then nothing goes for it. */
  synchronized boolean putNew(String key, V value) {
    dropEnded();
    if (get(key).isPresent() || values.size() >= capacity) {
      return false;
    }
    values.remove(key);
    values.put(key, value);
    return true;
  }

  synchronized Optional<V> get(String key) {
    return Optional.ofNullable(values.get(key)).filter(this::lives);
  }

  synchronized Optional<V> remove(String key) {
    return Optional.ofNullable(values.remove(key)).filter(this::lives);
  }

  /** Drops a value whether it has ended or not, and says so. */
  synchronized void discard(String key) {
    V value = values.remove(key);
    if (value != null) {
      dropped.accept(key, value);
    }
  }

  /** Removes a value that satisfies the condition, and leaves any other. */
  synchronized Optional<V> remove(String key, Predicate<V> condition) {
    Optional<V> value = get(key).filter(condition);
    value.ifPresent(satisfying -> values.remove(key));
    return value;
  }

  /** Replaces a living value by what the function makes of it, and returns the value as it was. */
  synchronized Optional<V> update(String key, UnaryOperator<V> change) {
    Optional<V> before = get(key);
    before.ifPresent(value -> values.put(key, change.apply(value)));
    return before;
  }

  synchronized List<String> keys() {
    var living = new ArrayList<String>();
    values.forEach((key, value) -> {
      if (lives(value)) {
        living.add(key);
      }
    });
    return living;
  }

  private boolean lives(V value) {
    return clock.instant().isBefore(expiry.apply(value));
  }

  // The eldest end first, by and large: a few looks at each put keep the map free of what has
  // ended.
  private void dropEnded() {
    Iterator<Map.Entry<String, V>> eldest = values.entrySet().iterator();
    for (int looks = 0; looks < 4 && eldest.hasNext(); looks++) {
      Map.Entry<String, V> entry = eldest.next();
      if (!lives(entry.getValue())) {
        drop(eldest, entry);
      }
    }
  }

  private void dropEldest() {
    if (values.size() > capacity) {
      Iterator<Map.Entry<String, V>> first = values.entrySet().iterator();
      drop(first, first.next());
    }
  }

  private void drop(Iterator<Map.Entry<String, V>> at, Map.Entry<String, V> entry) {
    at.remove();
    dropped.accept(entry.getKey(), entry.getValue());
  }
}
