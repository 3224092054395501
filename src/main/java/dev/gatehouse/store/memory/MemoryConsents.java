package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.store.Consent;
import dev.gatehouse.store.Consents;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Remembered consents in memory. */
final class MemoryConsents implements Consents {
  private final OwnedMap<Consent> consents;

  MemoryConsents(Clock clock) {
    consents = new OwnedMap<>(
        clock, new OwnedMap.Room(50_000, 500), consent -> consent.key().user(), Consent::expiresAt);
  }

  @Override
  public synchronized Future<Void> remember(Consent consent, Scopes asked) {
    String key = hash(consent.key());
    Scopes kept = consents
        .get(key)
        .filter(before -> before.client().equals(consent.client()))
        .map(before -> before.scopes().minus(asked))
        .orElse(Scopes.NONE);
    consents.put(
        key,
        new Consent(
            consent.key(),
            consent.client(),
            consent.scopes().plus(kept),
            consent.givenAt(),
            consent.expiresAt()));
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<Consent>> find(Consent.Key key) {
    return Future.succeededFuture(consents.get(hash(key)));
  }

  @Override
  public Future<List<Consent>> ofUser(String user) {
    return Future.succeededFuture(consents.of(user));
  }

  @Override
  public synchronized Future<Void> forget(String user, String clientId) {
    consents.of(user).stream()
        .map(Consent::key)
        .filter(key -> key.clientId().equals(clientId))
        .forEach(key -> consents.remove(hash(key)));
    return Future.succeededFuture();
  }

  /** When the client is deleted. */
  void forgetClient(String clientId) {
    consents.removeIf(consent -> consent.key().clientId().equals(clientId));
  }

  // None of the four has a line break: each is of the printable characters of its own rule.
  private static String hash(Consent.Key key) {
    return Secrets.sha256(
        String.join("\n", key.user(), key.clientId(), key.redirectUri(), key.resource()));
  }
}
