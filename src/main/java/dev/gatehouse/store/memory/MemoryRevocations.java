package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.grant.Grant;
import dev.gatehouse.store.Owner;
import dev.gatehouse.store.RecordBytes;
import dev.gatehouse.store.Revocations;
import dev.gatehouse.store.memory.OwnedMap.Room;
import dev.gatehouse.store.memory.Revocation.Scope;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Revocations in memory, joined where one subject has too many, and where all have too many those of whoever has most. */
final class MemoryRevocations implements Revocations {
  /** How long an exchange may take that began before its grant was revoked. */
  static final Duration UNDER_WAY = Duration.ofSeconds(10);

  private static final Room UNBOUNDED = new Room(Long.MAX_VALUE, Long.MAX_VALUE); // joined instead
  private static final int FEW_SUBJECTS = 16;
  private static final int ENDED_AT_ONCE = 256;

  /** A client that many have used. */
  private record RevokedClient(
      String clientId, Set<String> subjects, Instant issued, Instant until) {
    long bytes() {
      return RecordBytes.of(clientId) + (long) subjects.size() * 4 * RecordBytes.SMALL_OBJECT;
    }
  }

  private final OwnedMap<String, Revocation> ofSubjects;
  private final OwnedMap<String, RevokedClient> clients;
  private final Duration tokenLifetime;
  private final Clock clock;
  private @Nullable Revoked latest; // null where it has changed since

  MemoryRevocations(Clock clock, Duration tokenLifetime) {
    this.clock = clock;
    this.tokenLifetime = tokenLifetime;
    this.ofSubjects = new OwnedMap<>(
        clock,
        UNBOUNDED,
        new OwnedMap.Traits<>(Revocation::owner, Revocation::bytes, Revocation::until),
        (one, why) -> latest = null);
    this.clients = new OwnedMap<>(
        clock,
        UNBOUNDED,
        new OwnedMap.Traits<>(
            one -> Owner.client(one.clientId()), RevokedClient::bytes, RevokedClient::until),
        (one, why) -> latest = null);
  }

  @Override
  public synchronized Future<Void> revokeGrant(Grant grant, Instant until) {
    return add(new Revocation(
        Scope.GRANT,
        grant.subject(),
        grant.clientId(),
        grant.id(),
        clock.instant().plus(UNDER_WAY),
        until));
  }

  @Override
  public synchronized Future<Void> revokeToken(AccessToken token) {
    return add(new Revocation(
        Scope.TOKEN,
        token.subject(),
        token.clientId(),
        token.id(),
        token.issuedAt(),
        token.expiresAt()));
  }

  @Override
  public synchronized Future<Void> revokeIssued(
      String subject, String clientId, Instant issued, Instant until) {
    return add(new Revocation(Scope.SUBJECT_CLIENT, subject, clientId, "", issued, until));
  }

  @Override
  public synchronized Future<Void> revokeClient(
      String clientId, Set<String> subjects, Instant until) {
    Instant issued = clock.instant().plus(UNDER_WAY);
    var client = new RevokedClient(clientId, Collections.unmodifiableSet(subjects), issued, until);
    if (subjects.size() <= FEW_SUBJECTS) {
      spread(client);
    } else {
      clients.put(clientId, client);
      latest = null;
    }
    while (clients.bytes() > StoreBudgets.REVOKED_CLIENTS.all()) {
      clients
          .oldestOfHeaviest()
          .flatMap(one -> clients.remove(one.clientId()))
          .ifPresentOrElse(this::spread, () -> clients.dropEnded(ENDED_AT_ONCE));
    }
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Boolean> isRevoked(AccessToken token) {
    Predicate<Revocation> concerned = one -> token.isIssuedUntil(one.issued());
    String clientId = token.clientId();
    return Future.succeededFuture(clients.get(clientId).isPresent()
        || ofSubjects.get(Revocation.grantKey(token.grantId())).isPresent()
        || ofSubjects.get(Revocation.tokenKey(token.id())).isPresent()
        || ofSubjects
            .get(Revocation.subjectClientKey(token.subject(), clientId))
            .filter(concerned)
            .isPresent()
        || ofSubjects
            .get(Revocation.subjectKey(token.subject()))
            .filter(concerned)
            .isPresent());
  }

  @Override
  public synchronized Future<Revoked> all() {
    ofSubjects.dropEnded(ENDED_AT_ONCE);
    clients.dropEnded(ENDED_AT_ONCE);
    Revoked known = latest;
    if (known == null) {
      known = listed(ofSubjects.values());
      latest = known;
    }
    return Future.succeededFuture(known);
  }

  private Revoked listed(List<Revocation> all) {
    return new Revoked(
        of(all, Scope.GRANT).map(Revocation::id).toList(),
        of(all, Scope.TOKEN).map(Revocation::id).toList(),
        clients.values().stream().map(RevokedClient::clientId).toList(),
        of(all, Scope.SUBJECT_CLIENT)
            .map(one -> new OfSubjectClient(one.subject(), one.clientId(), one.issued()))
            .toList(),
        of(all, Scope.SUBJECT)
            .map(one -> new OfSubject(one.subject(), one.issued()))
            .toList());
  }

  private static Stream<Revocation> of(List<Revocation> all, Scope scope) {
    return all.stream().filter(one -> one.scope() == scope);
  }

  private void spread(RevokedClient client) {
    client
        .subjects()
        .forEach(subject -> add(new Revocation(
            Scope.SUBJECT_CLIENT,
            subject,
            client.clientId(),
            "",
            client.issued(),
            client.until())));
  }

  private Future<Void> add(Revocation one) {
    if (!isCovered(one)) {
      put(one);
    }
    Owner owner = one.owner();
    while (ofSubjects.bytesOf(owner) > StoreBudgets.REVOCATIONS.each() && join(owner)) {}
    boolean joined = true;
    while (joined && ofSubjects.bytes() > StoreBudgets.REVOCATIONS.all()) {
      joined = ofSubjects
          .oldestOfHeaviest()
          .map(Revocation::owner)
          .filter(this::join)
          .isPresent();
    }
    return Future.succeededFuture();
  }

  private void put(Revocation one) {
    ofSubjects.put(one.key(), ofSubjects.get(one.key()).map(one::and).orElse(one));
    latest = null;
  }

  // By what was joined before, which a single one more would only make longer.
  private boolean isCovered(Revocation one) {
    return covers(Revocation.subjectKey(one.subject()), one)
        || (one.scope() == Scope.TOKEN
            && covers(Revocation.subjectClientKey(one.subject(), one.clientId()), one));
  }

  private boolean covers(String key, Revocation one) {
    return ofSubjects
        .get(key)
        .filter(joined -> !joined.issued().isBefore(one.issued()))
        .filter(joined -> !joined.until().isBefore(one.until()))
        .isPresent();
  }

  /** Makes one of several: of the client that has most, or where each has one, of all of them. False where there is nothing to join. */
  private boolean join(Owner owner) {
    var byClient = new HashMap<String, List<Revocation>>();
    List<Revocation> own = ofSubjects.of(owner);
    for (Revocation one : own) {
      byClient.computeIfAbsent(one.clientId(), any -> new ArrayList<>()).add(one);
    }
    Optional<List<Revocation>> most = byClient.values().stream()
        .max(Comparator.comparingInt(List::size))
        .filter(several -> several.size() > 1);
    if (most.isPresent()) {
      join(most.get(), Scope.SUBJECT_CLIENT, most.get().get(0).clientId());
      return true;
    }
    if (own.size() > 1 || (own.size() == 1 && own.get(0).scope() != Scope.SUBJECT)) {
      join(own, Scope.SUBJECT, "");
      return true;
    }
    return false;
  }

  private void join(List<Revocation> several, Scope scope, String clientId) {
    Instant issued =
        several.stream().map(Revocation::issued).reduce(Revocation::later).orElseThrow();
    Instant until =
        several.stream().map(Revocation::until).reduce(Revocation::later).orElseThrow();
    several.forEach(one -> ofSubjects.remove(one.key()));
    // What is revoked beside what was asked for stays so as well until it ends.
    put(new Revocation(
        scope,
        several.get(0).subject(),
        clientId,
        "",
        issued,
        Revocation.later(until, issued.plus(tokenLifetime))));
  }
}
