package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.store.Clients;
import dev.gatehouse.store.Grants;
import dev.gatehouse.store.Owner;
import dev.gatehouse.store.RecordBytes;
import dev.gatehouse.store.memory.OwnedMap.Departure;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Clients in memory; the least recently used of an owner goes first. Those that no user ever authorized live in a room of their own, so that a
 * flood of registrations crowds out only its like. One that several users authorized is passed on from one who has no room for it to the next.
 */
final class MemoryClients implements Clients {
  private static final int USERS_OF_A_CLIENT = 8;

  private record NewClient(Client client, Owner sender) {}

  /** In the room of the first of the users. */
  private record Authorized(Client client, List<String> users) {
    Authorized by(String user) {
      return users.size() >= USERS_OF_A_CLIENT || users.contains(user)
          ? this
          : new Authorized(
              client, Stream.concat(users.stream(), Stream.of(user)).toList());
    }
  }

  private final Map<String, Client> preRegistered = new HashMap<>();
  private final OwnedMap<String, NewClient> neverAuthorized;
  private final OwnedMap<String, Authorized> authorized;
  private final Deque<Authorized> homeless = new ArrayDeque<>();
  private final Grants grants;
  private final MemoryConsents consents;

  MemoryClients(Clock clock, List<Client> preRegistered, Grants grants, MemoryConsents consents) {
    preRegistered.forEach(client -> this.preRegistered.put(client.id(), client));
    this.grants = grants;
    this.consents = consents;
    this.neverAuthorized = new OwnedMap<>(
        clock,
        StoreBudgets.NEW_CLIENTS,
        new OwnedMap.Traits<>(
            NewClient::sender, one -> RecordBytes.of(one.client()), any -> Instant.MAX));
    this.authorized = new OwnedMap<>(
        clock,
        StoreBudgets.CLIENTS,
        new OwnedMap.Traits<>(
            one -> Owner.user(one.users().get(0)),
            one -> RecordBytes.of(one.client()) + USERS_OF_A_CLIENT * RecordBytes.SMALL_OBJECT,
            any -> Instant.MAX),
        this::passOn);
  }

  @Override
  public Future<Client> register(Client client, Owner sender) {
    neverAuthorized.put(client.id(), new NewClient(client, sender));
    return Future.succeededFuture(client);
  }

  @Override
  public synchronized Future<Optional<Client>> find(String id) {
    Client configured = preRegistered.get(id);
    Optional<Client> found =
        configured != null ? Optional.of(configured) : authorized.touch(id).map(Authorized::client);
    return Future.succeededFuture(found.or(() -> neverAuthorized.touch(id).map(NewClient::client)));
  }

  @Override
  public synchronized Future<Void> authorized(String id, String user) {
    neverAuthorized
        .remove(id)
        .ifPresentOrElse(
            one -> authorized.put(id, new Authorized(one.client(), List.of(user))),
            () -> authorized.update(id, one -> one.by(user)));
    findHomes();
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Boolean> replace(Client client) {
    boolean replaced = authorized
            .update(client.id(), one -> new Authorized(client, one.users()))
            .isPresent()
        || neverAuthorized
            .update(client.id(), one -> new NewClient(client, one.sender()))
            .isPresent();
    findHomes();
    return Future.succeededFuture(replaced);
  }

  // Who was never authorized has no grant: a flood of removals leaves no trace.
  @Override
  public synchronized Future<Boolean> remove(String id) {
    if (authorized.remove(id).isEmpty()) {
      return Future.succeededFuture(neverAuthorized.remove(id).isPresent());
    }
    consents.forgetClient(id);
    return grants.revokeClient(id).map(true);
  }

  private void passOn(Authorized one, Departure why) {
    if (why == Departure.CROWDED_OUT && one.users().size() > 1) {
      homeless.add(
          new Authorized(one.client(), one.users().subList(1, one.users().size())));
    }
  }

  // Each time with one user less, so that it comes to an end.
  private void findHomes() {
    for (Authorized one = homeless.poll(); one != null; one = homeless.poll()) {
      authorized.put(one.client().id(), one);
    }
  }
}
