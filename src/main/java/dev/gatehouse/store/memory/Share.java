package dev.gatehouse.store.memory;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one owner holds, its entries in their order; or what a crowd of owners holds, who are ordered by their weight. */
final class Share<K, V> {
  /** The lightest first, by so many bytes; of two that weigh the same the one that was active last. */
  static <K, V> Comparator<Share<K, V>> byWeight(long grain) {
    return Comparator.<Share<K, V>>comparingLong(share -> share.bytes / grain)
        .thenComparing(
            Comparator.<Share<K, V>>comparingLong(share -> share.active).reversed());
  }

  final String name;

  @Nullable
  final Share<K, V> crowd;

  final @Nullable TreeSet<Share<K, V>> members; // of a crowd
  long bytes;
  long active; // a number that grows
  int count;

  @Nullable
  OwnedEntry<K, V> oldest;

  private @Nullable OwnedEntry<K, V> newest;

  Share(String name, @Nullable Share<K, V> crowd, @Nullable Comparator<Share<K, V>> ofMembers) {
    this.name = name;
    this.crowd = crowd;
    this.members = ofMembers == null ? null : new TreeSet<>(ofMembers);
  }

  /** As the newest. */
  void link(OwnedEntry<K, V> entry) {
    entry.older = newest;
    entry.newer = null;
    if (newest == null) {
      oldest = entry;
    } else {
      newest.newer = entry;
    }
    newest = entry;
  }

  void unlink(OwnedEntry<K, V> entry) {
    if (entry.older == null) {
      oldest = entry.newer;
    } else {
      entry.older.newer = entry.newer;
    }
    if (entry.newer == null) {
      newest = entry.older;
    } else {
      entry.newer.older = entry.older;
    }
  }
}
