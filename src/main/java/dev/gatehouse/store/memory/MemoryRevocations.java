package dev.gatehouse.store.memory;

import dev.gatehouse.store.Revocations;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;

/** Revocations in memory. */
final class MemoryRevocations implements Revocations {
  private static final int MOST = 100_000;
  private static final int MOST_OF_A_SUBJECT = 2_000;

  private record Entry(String subject, Instant until) {}

  private final OwnedMap<Entry> grants;
  private final OwnedMap<Entry> tokens;
  private final ExpiringMap<Instant> clients;

  MemoryRevocations(Clock clock) {
    var room = new OwnedMap.Room(MOST, MOST_OF_A_SUBJECT);
    grants = new OwnedMap<>(clock, room, Entry::subject, Entry::until);
    tokens = new OwnedMap<>(clock, room, Entry::subject, Entry::until);
    clients = new ExpiringMap<>(clock, MOST, until -> until);
  }

  @Override
  public Future<Void> revokeGrant(String subject, String grantId, Instant until) {
    grants.put(grantId, new Entry(subject, until));
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> revokeToken(String subject, String jti, Instant until) {
    tokens.put(jti, new Entry(subject, until));
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> revokeClient(String clientId, Instant until) {
    clients.put(clientId, until);
    return Future.succeededFuture();
  }

  @Override
  public Future<Boolean> isRevoked(String clientId, String grantId, String jti) {
    return Future.succeededFuture(clients.get(clientId).isPresent()
        || grants.get(grantId).isPresent()
        || tokens.get(jti).isPresent());
  }

  @Override
  public Future<Revoked> all() {
    return Future.succeededFuture(new Revoked(grants.keys(), tokens.keys(), clients.keys()));
  }
}
