package dev.gatehouse.store.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry of an {@link OwnedMap}, linked to the older and the newer ones of its owner. */
final class OwnedEntry<K, V> {
  final K key;
  final long number; // tells entries apart that end together
  final Share<K, V> share;
  V value;
  long bytes;
  Instant end;

  @Nullable
  OwnedEntry<K, V> older;

  @Nullable
  OwnedEntry<K, V> newer;

  OwnedEntry(K key, long number, Share<K, V> share, V value, long bytes, Instant end) {
    this.key = key;
    this.number = number;
    this.share = share;
    this.value = value;
    this.bytes = bytes;
    this.end = end;
  }
}
