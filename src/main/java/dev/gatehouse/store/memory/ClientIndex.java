package dev.gatehouse.store.memory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of what users gave each client. Those of a client that was removed are handed out one by one, however many they are. */
final class ClientIndex {
  /** What a key costs, where its client has no other. */
  static final int BYTES = 480;

  /** The keys in their order, for a set without order takes long to find one of the last. Users stay on the list as long as the client has any key. */
  private record Given(Set<String> keys, Set<String> users) {}

  private final Map<String, Given> byClient = new HashMap<>();
  private final Map<String, Given> ofRemoved = new LinkedHashMap<>();

  void add(String clientId, String key, String user) {
    Given given = byClient.computeIfAbsent(
        clientId, absent -> new Given(new LinkedHashSet<>(), new HashSet<>()));
    given.keys().add(key);
    given.users().add(user);
  }

  void remove(String clientId, String key) {
    remove(byClient, clientId, key);
    remove(ofRemoved, clientId, key);
  }

  private static void remove(Map<String, Given> from, String clientId, String key) {
    from.computeIfPresent(clientId, (id, given) -> {
      given.keys().remove(key);
      return given.keys().isEmpty() ? null : given;
    });
  }

  /** The client was removed; returns all users who gave it what is still there, and maybe others. */
  Set<String> removeClient(String clientId) {
    Given given = byClient.remove(clientId);
    if (given == null) {
      return Set.of();
    }
    ofRemoved.put(clientId, given);
    return given.users();
  }

  /** Whether the client was removed and something of it is still there. */
  boolean isRemoved(String clientId) {
    return ofRemoved.containsKey(clientId);
  }

  /** A key of a client that was removed. */
  Optional<String> nextOfRemoved() {
    return ofRemoved.values().stream()
        .findFirst()
        .flatMap(given -> given.keys().stream().findFirst());
  }
}
