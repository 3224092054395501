package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.Grant;
import dev.gatehouse.store.Grants;
import dev.gatehouse.store.Revocations;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Grants in memory. Every refresh token that ever was is remembered until its grant ends, so that a replay is told from a guess; a
 * revoked grant is remembered as long, so that a code exchange that runs beside the revocation cannot open it again.
 */
final class MemoryGrants implements Grants {
  private record Token(Grant grant, boolean rotated) {}

  private record Revoked(Instant until) {}

  private final ExpiringMap<Token> tokens;
  private final ExpiringMap<Revoked> revoked;
  private final Revocations revocations;
  private final Duration accessTokenLifetime;
  private final Clock clock;

  MemoryGrants(Clock clock, Revocations revocations, Duration accessTokenLifetime) {
    this.clock = clock;
    this.tokens = new ExpiringMap<>(clock, 100_000, token -> token.grant().expiresAt());
    this.revoked = new ExpiringMap<>(clock, 100_000, Revoked::until);
    this.revocations = revocations;
    this.accessTokenLifetime = accessTokenLifetime;
  }

  @Override
  public synchronized Future<Boolean> open(Grant grant, String refreshHash) {
    if (revoked.get(grant.id()).isPresent()) {
      return Future.succeededFuture(false);
    }
    tokens.put(refreshHash, new Token(grant, false));
    return Future.succeededFuture(true);
  }

  @Override
  public synchronized Future<Optional<Grant>> findByRefreshToken(String refreshHash) {
    return Future.succeededFuture(living(refreshHash).map(Token::grant));
  }

  @Override
  public synchronized Future<Rotation> rotate(String refreshHash, String successorHash) {
    Optional<Token> token = living(refreshHash);
    if (token.isEmpty()) {
      return Future.succeededFuture(Rotation.UNKNOWN);
    }
    if (token.get().rotated()) {
      return Future.succeededFuture(Rotation.REPLAYED);
    }
    tokens.update(refreshHash, before -> new Token(before.grant(), true));
    tokens.put(successorHash, new Token(token.get().grant(), false));
    return Future.succeededFuture(Rotation.ROTATED);
  }

  @Override
  public synchronized Future<Void> revoke(Grant grant) {
    Instant lastAccessTokenEnds = clock.instant().plus(accessTokenLifetime);
    Instant until =
        grant.expiresAt().isAfter(lastAccessTokenEnds) ? grant.expiresAt() : lastAccessTokenEnds;
    revoked.put(grant.id(), new Revoked(until));
    return revocations.revokeGrant(grant.id(), lastAccessTokenEnds);
  }

  private Optional<Token> living(String refreshHash) {
    return tokens
        .get(refreshHash)
        .filter(token -> revoked.get(token.grant().id()).isEmpty());
  }
}
