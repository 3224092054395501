package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.Client;
import dev.gatehouse.oauth.ClientKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Room for so many clients, and for so much that they say altogether; the least recently used goes first (CWE-770). */
final class ClientRoom {
  private static final int MOST = 10_000;
  private static final long MOST_CHARACTERS = 32L << 20;
  private static final int CHARACTERS_OF_ITS_OWN = 500; // ids, hashes, the record itself
  private static final int CHARACTERS_OF_A_KEY = 1500; // as the library keeps it, and the map

  private final Map<String, Client> clients = new LinkedHashMap<>(16, 0.75f, true);
  private long characters;

  @Nullable
  Client find(String id) {
    return clients.get(id);
  }

  void put(Client client) {
    remove(client.id());
    clients.put(client.id(), client);
    characters += size(client);
    Iterator<Client> eldest = clients.values().iterator();
    while (clients.size() > MOST || characters > MOST_CHARACTERS) {
      characters -= size(eldest.next());
      eldest.remove();
    }
  }

  /** Whether there was one of that id. */
  boolean replace(Client client) {
    boolean known = clients.containsKey(client.id());
    if (known) {
      put(client);
    }
    return known;
  }

  @Nullable
  Client remove(String id) {
    Client client = clients.remove(id);
    characters -= client == null ? 0 : size(client);
    return client;
  }

  private static long size(ClientKey key) {
    return CHARACTERS_OF_A_KEY
        + key.members().values().stream().mapToLong(String::length).sum();
  }

  private static long size(Client client) {
    return CHARACTERS_OF_ITS_OWN
        + client.name().length()
        + client.uri().length()
        + client.scope().toString().length()
        + client.redirectUris().stream().mapToLong(String::length).sum()
        + client.keys().uri().length()
        + client.keys().keys().stream().mapToLong(ClientRoom::size).sum()
        + client.registration().otherMetadata().values().stream()
            .mapToLong(String::length)
            .sum();
  }
}
