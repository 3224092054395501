package dev.gatehouse.store.memory;

import dev.gatehouse.store.Owner;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who holds how much of a room. Whoever holds most is known at once; a change costs the logarithm of the number of owners. Owners who hold
 * nearly the same hold the same: nobody is the next to go because what he sent is a few bytes longer.
 */
final class Shares<K, V> {
  private static final int BYTES_OF_AN_OWNER = 200;

  private final Map<String, Share<K, V>> crowds = new HashMap<>();
  private final Map<Owner, Share<K, V>> owners = new HashMap<>();
  private final Comparator<Share<K, V>> byWeight;
  private final TreeSet<Share<K, V>> heaviest;
  private long acts;
  private long total;

  /** Weighs by so many bytes. */
  Shares(long grain) {
    this.byWeight = Share.byWeight(grain);
    this.heaviest = new TreeSet<>(byWeight);
  }

  /** What the owner holds; null for nothing. */
  @Nullable
  Share<K, V> find(Owner owner) {
    return owners.get(owner);
  }

  /** What the owner holds, or will hold. */
  Share<K, V> of(Owner owner) {
    return owners.computeIfAbsent(owner, absent -> new Share<>(owner.name(), crowdOf(owner), null));
  }

  private @Nullable Share<K, V> crowdOf(Owner owner) {
    return owner.crowd().equals(owner.name())
        ? null
        : crowds.computeIfAbsent(
            owner.crowd(), absent -> new Share<>(owner.crowd(), null, byWeight));
  }

  /** What everyone holds together. */
  long bytes() {
    return total;
  }

  void add(Owner owner, OwnedEntry<K, V> entry) {
    entry.share.link(entry);
    weigh(owner, entry.share, entry.bytes, 1);
  }

  /** The entry was used: it is its owner's newest. */
  void touch(Owner owner, OwnedEntry<K, V> entry) {
    entry.share.unlink(entry);
    entry.share.link(entry);
    weigh(owner, entry.share, 0, 0);
  }

  void remove(Owner owner, OwnedEntry<K, V> entry) {
    entry.share.unlink(entry);
    weigh(owner, entry.share, -entry.bytes, -1);
  }

  /** The entry weighs that much now. */
  void resize(Owner owner, OwnedEntry<K, V> entry, long bytes) {
    weigh(owner, entry.share, bytes - entry.bytes, 0);
    entry.bytes = bytes;
  }

  /** Who holds most; null where nobody holds anything. */
  @Nullable
  Share<K, V> heaviest() {
    Share<K, V> share = heaviest.isEmpty() ? null : heaviest.last();
    while (share != null && share.members != null) {
      share = share.members.last();
    }
    return share;
  }

  /** The oldest entry of whoever holds most, but never this one; null where there is no other. */
  @Nullable
  OwnedEntry<K, V> oldestOfHeaviest(OwnedEntry<K, V> spared) {
    return oldest(heaviest, spared);
  }

  // Passes over one share at most at each level: the one that has nothing but what is spared.
  private @Nullable OwnedEntry<K, V> oldest(
      NavigableSet<Share<K, V>> among, OwnedEntry<K, V> spared) {
    for (Share<K, V> share : among.descendingSet()) {
      OwnedEntry<K, V> found =
          share.members == null ? oldest(share, spared) : oldest(share.members, spared);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable OwnedEntry<K, V> oldest(Share<K, V> share, OwnedEntry<K, V> spared) {
    return share.oldest == spared ? spared.newer : share.oldest;
  }

  private void weigh(Owner owner, Share<K, V> share, long bytes, int count) {
    Share<K, V> crowd = share.crowd;
    long before = share.bytes;
    reweigh(crowd == null || crowd.members == null ? heaviest : crowd.members, share, bytes, count);
    if (share.count == 0) {
      owners.remove(owner);
    }
    if (crowd == null) {
      total += share.bytes - before;
      return;
    }
    long ofCrowd = crowd.bytes;
    reweigh(heaviest, crowd, share.bytes - before, count);
    total += crowd.bytes - ofCrowd;
    if (crowd.count == 0) {
      crowds.remove(crowd.name);
    }
  }

  private void reweigh(NavigableSet<Share<K, V>> among, Share<K, V> share, long bytes, int count) {
    among.remove(share);
    if (count >= 0) {
      share.active = ++acts;
    }
    share.bytes += bytes + (share.count == 0 ? BYTES_OF_AN_OWNER : 0);
    share.count += count;
    if (share.count > 0) {
      among.add(share);
    } else {
      share.bytes = 0;
    }
  }
}
