package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.grant.Grant;
import dev.gatehouse.oauth.grant.RefreshToken;
import dev.gatehouse.store.ActiveGrant;
import dev.gatehouse.store.Grants;
import dev.gatehouse.store.Owner;
import dev.gatehouse.store.RecordBytes;
import dev.gatehouse.store.Revocations;
import dev.gatehouse.store.memory.OwnedMap.Departure;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Grants in memory. What ends a grant removes it: an exchange that runs beside a revocation finds nothing to open. The newest used refresh
 * tokens of each are remembered in a room of their own, so that a replay is told from a guess.
 */
final class MemoryGrants implements Grants {
  private static final Duration UNDER_WAY = Duration.ofMinutes(1); // an exchange that began before
  private static final int BYTES_OF_A_USED_TOKEN =
      2 * TruncatedHash.BYTES + RecordBytes.SMALL_OBJECT;
  private static final int FEW = 16;
  private static final int FORGOTTEN_AT_ONCE = 256;

  private record RemovedClient(String id, Instant until) {
    long bytes() {
      return RecordBytes.of(id) + 2 * RecordBytes.SMALL_OBJECT;
    }
  }

  private record UsedToken(TruncatedHash id, GrantFamily family, Instant usedAt) {}

  private final OwnedMap<String, GrantFamily> families;
  private final Map<TruncatedHash, GrantFamily> byRefreshToken = new HashMap<>();
  private final OwnedMap<TruncatedHash, UsedToken> used;
  private final OwnedMap<String, RemovedClient> removedClients;
  private final ClientIndex index = new ClientIndex();
  private final Revocations revocations;
  private final Duration accessTokenLifetime;
  private final Clock clock;

  MemoryGrants(Clock clock, Revocations revocations, Duration accessTokenLifetime) {
    this.clock = clock;
    this.revocations = revocations;
    this.accessTokenLifetime = accessTokenLifetime;
    this.families = new OwnedMap<>(
        clock,
        StoreBudgets.GRANTS,
        new OwnedMap.Traits<>(GrantFamily::owner, GrantFamily::bytes, GrantFamily::end),
        this::departed);
    this.used = new OwnedMap<>(
        clock,
        StoreBudgets.USED_REFRESH_TOKENS,
        new OwnedMap.Traits<>(
            token -> token.family().owner(), token -> BYTES_OF_A_USED_TOKEN, any -> Instant.MAX),
        (token, why) -> token.family().forget(token.id()));
    this.removedClients = new OwnedMap<>(
        clock,
        StoreBudgets.REMOVED_CLIENTS,
        new OwnedMap.Traits<>(
            one -> Owner.client(one.id()), RemovedClient::bytes, RemovedClient::until));
  }

  @Override
  public synchronized Future<Boolean> begin(Grant grant, Instant until) {
    if (removedClients.get(grant.clientId()).isPresent()) {
      return Future.succeededFuture(false);
    }
    families.put(grant.id(), new GrantFamily(grant, clock.instant(), until));
    index.add(grant.clientId(), grant.id(), grant.subject());
    forgetRemoved();
    return Future.succeededFuture(true);
  }

  @Override
  public synchronized Future<Boolean> extend(Grant grant, Instant until) {
    Optional<GrantFamily> family = living(grant.id());
    family.ifPresent(one -> give(one, grant, null, Instant.MIN, until));
    return Future.succeededFuture(family.isPresent());
  }

  @Override
  public synchronized Future<Boolean> open(Grant grant, String refreshHash, Instant expiresAt) {
    Optional<GrantFamily> family = living(grant.id());
    family.ifPresent(
        one -> give(one, grant, TruncatedHash.of(refreshHash), expiresAt, accessTokenEnds()));
    return Future.succeededFuture(family.isPresent());
  }

  @Override
  public synchronized Future<Optional<RefreshToken>> find(String refreshHash) {
    return Future.succeededFuture(living(TruncatedHash.of(refreshHash)));
  }

  @Override
  public synchronized Future<Optional<RefreshToken>> rotate(
      String refreshHash, String successorHash, Instant expiresAt) {
    TruncatedHash id = TruncatedHash.of(refreshHash);
    return Future.succeededFuture(renew(id, TruncatedHash.of(successorHash), expiresAt));
  }

  @Override
  public synchronized Future<Optional<RefreshToken>> keep(String refreshHash, Instant expiresAt) {
    TruncatedHash id = TruncatedHash.of(refreshHash);
    return Future.succeededFuture(renew(id, id, expiresAt));
  }

  @Override
  public synchronized Future<Void> revoke(Grant grant) {
    families.remove(grant.id());
    return revocations.revokeGrant(grant, lastAccessTokenEnds());
  }

  @Override
  public synchronized Future<List<ActiveGrant>> ofUser(String subject) {
    Instant now = clock.instant();
    return Future.succeededFuture(families.of(Owner.user(subject)).stream()
        .filter(one -> one.isGood(now) && !index.isRemoved(one.grant().clientId()))
        .map(GrantFamily::given)
        .toList());
  }

  @Override
  public synchronized Future<Void> withdraw(String subject, String clientId) {
    List<Grant> ended = families.of(Owner.user(subject)).stream()
        .map(GrantFamily::grant)
        .filter(grant -> grant.clientId().equals(clientId))
        .toList();
    if (ended.size() <= FEW) {
      return Future.all(ended.stream().map(this::revoke).toList()).mapEmpty();
    }
    ended.forEach(grant -> families.remove(grant.id()));
    Instant issued = clock.instant().plus(MemoryRevocations.UNDER_WAY);
    return revocations.revokeIssued(subject, clientId, issued, lastAccessTokenEnds());
  }

  @Override
  public synchronized Future<Void> revokeClient(String clientId) {
    Instant until = lastAccessTokenEnds();
    removedClients.put(clientId, new RemovedClient(clientId, until));
    Set<String> subjects = index.removeClient(clientId);
    forgetRemoved();
    return revocations.revokeClient(clientId, subjects, until);
  }

  private Optional<RefreshToken> renew(
      TruncatedHash id, TruncatedHash successor, Instant expiresAt) {
    Optional<RefreshToken> before = living(id);
    GrantFamily family = byRefreshToken.get(id);
    if (family == null || !(before.orElse(null) instanceof RefreshToken.Unused)) {
      return before;
    }
    give(family, family.grant(), successor, expiresAt, accessTokenEnds());
    if (!id.equals(successor)) {
      remember(family, id);
    }
    forgetRemoved();
    return before;
  }

  private void give(
      GrantFamily family,
      Grant grant,
      @Nullable TruncatedHash successor,
      Instant successorEnds,
      Instant accessTokenEnds) {
    TruncatedHash before = family.refreshToken();
    if (before != null) {
      byRefreshToken.remove(before);
    }
    // As an update, for its end and its size change.
    families.update(grant.id(), same -> {
      family.give(grant, successor, successorEnds, clock.instant(), accessTokenEnds);
      return family;
    });
    if (successor != null) {
      byRefreshToken.put(successor, family);
    }
  }

  private void remember(GrantFamily family, TruncatedHash token) {
    used.put(token, new UsedToken(token, family, family.usedAt()));
    TruncatedHash tooMuch = family.remember(token);
    if (tooMuch != null) {
      used.remove(tooMuch);
    }
  }

  private Optional<GrantFamily> living(String grantId) {
    return families.get(grantId).filter(one -> !index.isRemoved(one.grant().clientId()));
  }

  private Optional<RefreshToken> living(TruncatedHash id) {
    Instant now = clock.instant();
    GrantFamily current = byRefreshToken.get(id);
    return current == null
        ? used.get(id).flatMap(this::usedUp)
        : living(current.grant().id())
            .filter(one -> now.isBefore(one.refreshableUntil()))
            .map(one -> new RefreshToken.Unused(one.grant(), one.refreshableUntil()));
  }

  private Optional<RefreshToken> usedUp(UsedToken token) {
    return living(token.family().grant().id())
        .map(one ->
            new RefreshToken.Used(one.grant(), token.usedAt(), !one.isLatestUsed(token.id())));
  }

  private Instant accessTokenEnds() {
    return clock.instant().plus(accessTokenLifetime);
  }

  private Instant lastAccessTokenEnds() {
    return accessTokenEnds().plus(UNDER_WAY);
  }

  // What is crowded out could not be withdrawn any more: what came of it ends as well.
  private void departed(GrantFamily family, Departure why) {
    Grant grant = family.grant();
    index.remove(grant.clientId(), grant.id());
    TruncatedHash refreshToken = family.refreshToken();
    if (refreshToken != null) {
      byRefreshToken.remove(refreshToken);
    }
    List.copyOf(family.used()).forEach(used::remove);
    if (why == Departure.CROWDED_OUT && family.gaveTokens() && family.isGood(clock.instant())) {
      revocations.revokeGrant(grant, lastAccessTokenEnds());
    }
  }

  private void forgetRemoved() {
    for (int i = 0; i < FORGOTTEN_AT_ONCE; i++) {
      Optional<String> next = index.nextOfRemoved();
      if (next.isEmpty()) {
        return;
      }
      families.remove(next.get());
    }
  }
}
