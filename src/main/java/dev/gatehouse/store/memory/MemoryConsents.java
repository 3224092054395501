package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.store.Consent;
import dev.gatehouse.store.Consents;
import dev.gatehouse.store.Owner;
import dev.gatehouse.store.RecordBytes;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Remembered consents in memory. */
final class MemoryConsents implements Consents {
  private static final int FORGOTTEN_AT_ONCE = 256;

  private final OwnedMap<String, Consent> consents;
  private final ClientIndex index = new ClientIndex();

  MemoryConsents(Clock clock) {
    consents = new OwnedMap<>(
        clock,
        StoreBudgets.CONSENTS,
        new OwnedMap.Traits<>(
            consent -> Owner.user(consent.key().user()),
            consent -> ClientIndex.BYTES + 100 + RecordBytes.of(consent), // and the key
            Consent::expiresAt),
        (consent, why) -> index.remove(consent.key().clientId(), hash(consent.key())));
  }

  @Override
  public synchronized Future<Void> update(
      Consent.Key key, Function<Optional<Consent>, Consent> change) {
    String hash = hash(key);
    consents.put(hash, change.apply(consents.get(hash)));
    index.add(key.clientId(), hash, key.user());
    forgetRemoved();
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<Consent>> find(Consent.Key key) {
    return Future.succeededFuture(consents.get(hash(key)));
  }

  @Override
  public synchronized Future<List<Consent>> ofUser(String user) {
    return Future.succeededFuture(consents.of(Owner.user(user)).stream()
        .filter(consent -> !index.isRemoved(consent.key().clientId()))
        .toList());
  }

  @Override
  public synchronized Future<Void> forget(String user, String clientId) {
    consents.of(Owner.user(user)).stream()
        .map(Consent::key)
        .filter(key -> key.clientId().equals(clientId))
        .forEach(key -> consents.remove(hash(key)));
    return Future.succeededFuture();
  }

  /** When the client is deleted. */
  synchronized void forgetClient(String clientId) {
    index.removeClient(clientId);
    forgetRemoved();
  }

  private void forgetRemoved() {
    for (int i = 0; i < FORGOTTEN_AT_ONCE; i++) {
      Optional<String> next = index.nextOfRemoved();
      if (next.isEmpty()) {
        return;
      }
      consents.remove(next.get());
    }
  }

  // None of the four has a line break: each is of the printable characters of its own rule.
  private static String hash(Consent.Key key) {
    return Secrets.sha256(
        String.join("\n", key.user(), key.clientId(), key.redirectUri(), key.resource()));
  }
}
