package dev.gatehouse.store.memory;

import dev.gatehouse.store.Revocations;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;

/** Revocations in memory. */
final class MemoryRevocations implements Revocations {
  private final ExpiringMap<Instant> grants;
  private final ExpiringMap<Instant> tokens;
  private final ExpiringMap<Instant> clients;

  MemoryRevocations(Clock clock) {
    grants = new ExpiringMap<>(clock, 100_000, until -> until);
    tokens = new ExpiringMap<>(clock, 100_000, until -> until);
    clients = new ExpiringMap<>(clock, 100_000, until -> until);
  }

  @Override
  public Future<Void> revokeGrant(String grantId, Instant until) {
    grants.put(grantId, until);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> revokeToken(String jti, Instant until) {
    tokens.put(jti, until);
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
