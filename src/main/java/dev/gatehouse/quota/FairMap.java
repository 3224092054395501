package dev.gatehouse.quota;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A map whose entries belong to holders, within the limits of a {@link FairShare}. For every thread. */
public final class FairMap<V> {
  private final FairShare<String> shares;
  private final Map<String, V> values = new HashMap<>();

  public FairMap(Limit ofHolder, Limit ofAll) {
    this.shares = new FairShare<>(ofHolder, ofAll);
  }

  /** Adds a new entry; a key is used once. */
  public synchronized void put(String holder, String key, V value, long bytes) {
    values.put(key, value);
    shares.add(holder, key, bytes).forEach(values::remove);
  }

  public synchronized Optional<V> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Takes it out: whoever comes second finds nothing. */
  public synchronized Optional<V> remove(String key) {
    shares.remove(key);
    return Optional.ofNullable(values.remove(key));
  }
}
