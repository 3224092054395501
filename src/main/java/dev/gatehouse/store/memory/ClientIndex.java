package dev.gatehouse.store.memory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of what belongs to each client. Those of a client that was removed are handed out one by one, however many they are. */
final class ClientIndex {
  /** What a key costs, where its client has no other. */
  static final int BYTES = 280;

  private final Map<String, Set<String>> keys = new HashMap<>();
  private final Map<String, Set<String>> ofRemoved = new LinkedHashMap<>();

  void add(String clientId, String key) {
    keys.computeIfAbsent(clientId, absent -> new HashSet<>()).add(key);
  }

  void remove(String clientId, String key) {
    remove(keys, clientId, key);
    remove(ofRemoved, clientId, key);
  }

  private static void remove(Map<String, Set<String>> from, String clientId, String key) {
    from.computeIfPresent(clientId, (id, own) -> {
      own.remove(key);
      return own.isEmpty() ? null : own;
    });
  }

  List<String> of(String clientId) {
    return List.copyOf(keys.getOrDefault(clientId, Set.of()));
  }

  /** The client was removed. */
  void removeClient(String clientId) {
    Set<String> own = keys.remove(clientId);
    if (own != null) {
      ofRemoved.put(clientId, own);
    }
  }

  /** Whether the client was removed and something of it is still there. */
  boolean isRemoved(String clientId) {
    return ofRemoved.containsKey(clientId);
  }

  /** A key of a client that was removed. */
  Optional<String> nextOfRemoved() {
    return ofRemoved.values().stream().findFirst().flatMap(own -> own.stream().findFirst());
  }
}
