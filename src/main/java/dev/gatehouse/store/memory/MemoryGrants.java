package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.Grant;
import dev.gatehouse.store.GivenGrant;
import dev.gatehouse.store.Grants;
import dev.gatehouse.store.RefreshRules;
import dev.gatehouse.store.RefreshToken;
import dev.gatehouse.store.RefreshToken.Standing;
import dev.gatehouse.store.Revocations;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Grants in memory. The newest used refresh tokens of each grant are remembered until it ends, so that a replay is told from a guess, and
 * so few of them that nobody crowds out the grants of others by refreshing; whose are too many loses the eldest of his own. A revoked grant is remembered as long, so that a code exchange
 * that runs beside the revocation cannot open it again.
 */
final class MemoryGrants implements Grants {
  private static final int REMEMBERED_PER_GRANT = 32;
  private static final int TOKENS = 100_000;
  private static final int TOKENS_OF_A_SUBJECT = 20_000;

  /** Not used while {@code use} is null. */
  private record Token(
      Grant grant, Instant goodUntil, @Nullable Use use) {}

  private record Use(Instant at, String successor) {}

  private record Used(Grant grant, Deque<String> hashes) {}

  private record Revoked(Instant until) {}

  private static final Duration UNDER_WAY = Duration.ofMinutes(1); // an exchange that began before

  private final ExpiringMap<Token> tokens;
  private final ExpiringMap<Used> used;
  private final OwnedMap<GivenGrant> given;
  // Of the tokens, by client and grant.
  private final Map<String, Map<String, Set<String>>> hashes = new HashMap<>();
  private final Map<String, Set<String>> hashesOfSubjects = new HashMap<>(); // in their order
  private final ExpiringMap<Instant> endedClients;
  private final ExpiringMap<Revoked> revoked;
  private final Revocations revocations;
  private final Duration accessTokenLifetime;
  private final RefreshRules rules;
  private final Clock clock;

  MemoryGrants(
      Clock clock, Revocations revocations, Duration accessTokenLifetime, RefreshRules rules) {
    this.clock = clock;
    this.tokens =
        new ExpiringMap<>(clock, TOKENS, token -> token.grant().expiresAt(), this::forget);
    this.used = new ExpiringMap<>(clock, 100_000, family -> family.grant().expiresAt());
    this.given = new OwnedMap<>(
        clock,
        new OwnedMap.Room(100_000, 20_000),
        one -> one.grant().subject(),
        GivenGrant::goodUntil);
    this.endedClients = new ExpiringMap<>(clock, 100_000, until -> until);
    this.revoked = new ExpiringMap<>(clock, 100_000, Revoked::until);
    this.revocations = revocations;
    this.accessTokenLifetime = accessTokenLifetime;
    this.rules = rules;
  }

  @Override
  public synchronized Future<Boolean> give(Grant grant, Instant until) {
    if (hasEnded(grant)) {
      return Future.succeededFuture(false);
    }
    note(grant, until);
    return Future.succeededFuture(true);
  }

  @Override
  public synchronized Future<Boolean> open(Grant grant, String refreshHash) {
    if (hasEnded(grant)) {
      return Future.succeededFuture(false);
    }
    add(refreshHash, grant);
    return Future.succeededFuture(true);
  }

  @Override
  public synchronized Future<Optional<RefreshToken>> find(String refreshHash) {
    return Future.succeededFuture(living(refreshHash));
  }

  @Override
  public synchronized Future<Optional<RefreshToken>> rotate(
      String refreshHash, String successorHash) {
    Optional<RefreshToken> before = living(refreshHash);
    before.filter(RefreshToken::isCurrent).map(RefreshToken::grant).ifPresent(grant -> {
      var use = new Use(clock.instant(), successorHash);
      tokens.update(refreshHash, token -> new Token(grant, token.goodUntil(), use));
      add(successorHash, grant);
      remember(grant, refreshHash);
    });
    return Future.succeededFuture(before);
  }

  @Override
  public synchronized Future<Optional<RefreshToken>> keep(String refreshHash) {
    Optional<RefreshToken> before = living(refreshHash);
    before
        .filter(RefreshToken::isCurrent)
        .map(RefreshToken::grant)
        .ifPresent(grant -> renew(refreshHash, grant));
    return Future.succeededFuture(before);
  }

  @Override
  public synchronized Future<Void> revoke(Grant grant) {
    Instant lastAccessTokenEnds = lastAccessTokenEnds();
    revoked.put(grant.id(), new Revoked(later(grant.expiresAt(), lastAccessTokenEnds)));
    given.remove(grant.id());
    used.remove(grant.id());
    Set<String> ofGrant =
        hashes.getOrDefault(grant.clientId(), Map.of()).getOrDefault(grant.id(), Set.of());
    List.copyOf(ofGrant).forEach(tokens::discard);
    return revocations.revokeGrant(grant.subject(), grant.id(), lastAccessTokenEnds);
  }

  @Override
  public synchronized Future<List<GivenGrant>> ofUser(String subject) {
    return Future.succeededFuture(
        given.of(subject).stream().filter(one -> !hasEnded(one.grant())).toList());
  }

  @Override
  public synchronized Future<Void> withdraw(String subject, String clientId) {
    Stream<Grant> refreshable = hashes.getOrDefault(clientId, Map.of()).values().stream()
        .flatMap(Set::stream)
        .flatMap(hash -> tokens.get(hash).stream())
        .map(Token::grant);
    Stream<Grant> others = given.of(subject).stream().map(GivenGrant::grant);
    List<Grant> ended = Stream.concat(refreshable, others)
        .filter(grant -> grant.subject().equals(subject) && grant.clientId().equals(clientId))
        .distinct()
        .toList();
    return Future.all(ended.stream().map(this::revoke).toList()).mapEmpty();
  }

  @Override
  public synchronized Future<Void> revokeClient(String clientId) {
    Instant until = lastAccessTokenEnds();
    endedClients.put(clientId, until);
    List<String> ofClient = hashes.getOrDefault(clientId, Map.of()).values().stream()
        .flatMap(Set::stream)
        .toList();
    ofClient.forEach(tokens::discard);
    return revocations.revokeClient(clientId, until);
  }

  private Token unused(Grant grant) {
    Instant idle = clock.instant().plus(rules.idleLifetime());
    return new Token(grant, idle.isBefore(grant.expiresAt()) ? idle : grant.expiresAt(), null);
  }

  private void remember(Grant grant, String usedHash) {
    Used family = used.get(grant.id()).orElseGet(() -> new Used(grant, new ArrayDeque<>()));
    family.hashes().add(usedHash);
    if (family.hashes().size() > REMEMBERED_PER_GRANT) {
      tokens.discard(family.hashes().remove());
    }
    used.put(grant.id(), family);
  }

  private Optional<RefreshToken> living(String refreshHash) {
    return tokens
        .get(refreshHash)
        .filter(token -> !hasEnded(token.grant()))
        .filter(token -> token.use() != null || clock.instant().isBefore(token.goodUntil()))
        .map(token -> new RefreshToken(token.grant(), standing(token.use()), token.goodUntil()));
  }

  private Standing standing(@Nullable Use use) {
    if (use == null) {
      return Standing.CURRENT;
    }
    boolean within = clock.instant().isBefore(use.at().plus(rules.reuseWindow()));
    boolean successorUnused =
        tokens.get(use.successor()).filter(token -> token.use() == null).isPresent();
    return within && successorUnused ? Standing.RACED : Standing.REPLAYED;
  }

  private Instant lastAccessTokenEnds() {
    return clock.instant().plus(accessTokenLifetime).plus(UNDER_WAY);
  }

  private boolean hasEnded(Grant grant) {
    return revoked.get(grant.id()).isPresent()
        || endedClients.get(grant.clientId()).isPresent();
  }

  private void add(String refreshHash, Grant grant) {
    Set<String> others = hashesOfSubjects.getOrDefault(grant.subject(), Set.of());
    if (others.size() >= TOKENS_OF_A_SUBJECT) {
      tokens.discard(others.iterator().next());
    }
    hashesOfSubjects
        .computeIfAbsent(grant.subject(), any -> new LinkedHashSet<>())
        .add(refreshHash);
    hashes
        .computeIfAbsent(grant.clientId(), any -> new HashMap<>())
        .computeIfAbsent(grant.id(), any -> new HashSet<>())
        .add(refreshHash);
    renew(refreshHash, grant);
  }

  private void renew(String refreshHash, Grant grant) {
    Token token = unused(grant);
    tokens.put(refreshHash, token);
    note(grant, later(token.goodUntil(), clock.instant().plus(accessTokenLifetime)));
  }

  private void note(Grant grant, Instant until) {
    Instant now = clock.instant();
    Instant givenAt = given.get(grant.id()).map(GivenGrant::givenAt).orElse(now);
    given.put(grant.id(), new GivenGrant(grant, givenAt, now, until));
  }

  private void forget(String refreshHash, Token token) {
    Grant grant = token.grant();
    forget(hashesOfSubjects, grant.subject(), refreshHash);
    hashes.computeIfPresent(grant.clientId(), (client, grants) -> {
      forget(grants, grant.id(), refreshHash);
      return grants.isEmpty() ? null : grants;
    });
  }

  private static void forget(Map<String, Set<String>> index, String key, String refreshHash) {
    index.computeIfPresent(key, (any, own) -> {
      own.remove(refreshHash);
      return own.isEmpty() ? null : own;
    });
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
