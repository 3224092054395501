package dev.gatehouse.quota;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Entries that belong to holders, within a limit for each holder and one for all of them (CWE-770). A holder over its own limit loses its
 * longest unused entry; where all are over theirs, whoever holds most loses its longest unused one. Every operation is O(log n) in the
 * number of holders. Not for several threads: the owner of it guards it.
 */
public final class FairShare<T> {
  private final Limit ofHolder;
  private final Limit ofAll;
  private final Map<T, Holder<T>> holders = new HashMap<>();
  private final Map<String, Holder<T>> byName = new HashMap<>();
  private final TreeSet<Holder<T>> heaviestFirst = new TreeSet<>(Holder::compare);
  private long bytes;
  private long uses;

  public FairShare(Limit ofHolder, Limit ofAll) {
    this.ofHolder = ofHolder;
    this.ofAll = ofAll;
  }

  /** Adds a new entry. The answer is what had to make way, which is gone by then; it may be the new entry, where that alone is too much. */
  public List<T> add(String holder, T entry, long weight) {
    Holder<T> held = byName.computeIfAbsent(holder, Holder::new);
    change(held, () -> {
      held.entries.put(entry, new Use(++uses, weight));
      held.bytes += weight;
    });
    holders.put(entry, held);
    bytes += weight;
    return makeWay(held);
  }

  /** An entry holds more than before, or less. The answer is as that of {@link #add}. */
  public List<T> grow(T entry, long more) {
    Holder<T> held = holders.get(entry);
    if (held == null) {
      return List.of();
    }
    change(held, () -> {
      held.entries.computeIfPresent(entry, (same, use) -> new Use(use.number, use.bytes + more));
      held.bytes += more;
    });
    bytes += more;
    return makeWay(held);
  }

  /** The entry was used: it is now the last of its holder to make way. */
  public void touch(T entry) {
    Holder<T> held = holders.get(entry);
    if (held != null) {
      change(held, () -> {
        Use use = held.entries.remove(entry);
        if (use != null) {
          held.entries.put(entry, new Use(++uses, use.bytes));
        }
      });
    }
  }

  /** Whether it was there. */
  public boolean remove(T entry) {
    Holder<T> held = holders.remove(entry);
    if (held == null) {
      return false;
    }
    change(held, () -> {
      Use use = held.entries.remove(entry);
      held.bytes -= use == null ? 0 : use.bytes;
      bytes -= use == null ? 0 : use.bytes;
    });
    return true;
  }

  public void clear() {
    holders.clear();
    byName.clear();
    heaviestFirst.clear();
    bytes = 0;
  }

  public int size() {
    return holders.size();
  }

  /** What all entries hold together. */
  public long bytes() {
    return bytes;
  }

  /** Every entry, in no order. */
  public Set<T> all() {
    return Set.copyOf(holders.keySet());
  }

  private List<T> makeWay(Holder<T> held) {
    if (!isOver(held) && !isOver()) {
      return List.of();
    }
    var gone = new ArrayList<T>();
    while (isOver(held)) {
      gone.add(removeEldestOf(held));
    }
    while (isOver()) {
      gone.add(removeEldestOf(heaviestFirst.first()));
    }
    return gone;
  }

  private boolean isOver(Holder<T> held) {
    return ofHolder.isExceededBy(held.entries.size(), held.bytes);
  }

  private boolean isOver() {
    return ofAll.isExceededBy(holders.size(), bytes);
  }

  private T removeEldestOf(Holder<T> held) {
    T eldest = held.entries.keySet().iterator().next();
    remove(eldest);
    return eldest;
  }

  // The place of a holder depends on what it holds: it is taken out while that changes.
  private void change(Holder<T> held, Runnable action) {
    heaviestFirst.remove(held);
    action.run();
    if (held.entries.isEmpty()) {
      byName.remove(held.name);
    } else {
      heaviestFirst.add(held);
    }
  }

  private record Use(long number, long bytes) {}

  /** What one holds, longest unused first. */
  private static final class Holder<T> {
    private final String name;
    private final Map<T, Use> entries = new LinkedHashMap<>();
    private long bytes;

    private Holder(String name) {
      this.name = name;
    }

    // By bytes, then by count; among equals whoever has used theirs least lately.
    private static <T> int compare(Holder<T> one, Holder<T> other) {
      int byWeight = Long.compare(other.bytes, one.bytes);
      int byCount = Integer.compare(other.entries.size(), one.entries.size());
      if (byWeight != 0) {
        return byWeight;
      }
      return byCount != 0 ? byCount : Long.compare(one.eldest(), other.eldest());
    }

    private long eldest() {
      @Nullable
      Use first = entries.isEmpty() ? null : entries.values().iterator().next();
      return first == null ? Long.MAX_VALUE : first.number;
    }
  }
}
