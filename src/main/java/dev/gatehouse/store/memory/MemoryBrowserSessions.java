package dev.gatehouse.store.memory;

import dev.gatehouse.store.BrowserSession;
import dev.gatehouse.store.BrowserSessions;
import dev.gatehouse.store.Owner;
import dev.gatehouse.store.RecordBytes;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Browser sessions in memory. */
final class MemoryBrowserSessions implements BrowserSessions {
  private record Entry(BrowserSession session, Instant goodUntil) {}

  private final OwnedMap<String, Entry> sessions;
  private final Duration idleLifetime;
  private final Clock clock;

  MemoryBrowserSessions(Clock clock, Duration idleLifetime) {
    sessions = new OwnedMap<>(
        clock,
        StoreBudgets.SESSIONS,
        new OwnedMap.Traits<>(
            entry -> Owner.user(entry.session().user()),
            entry -> 2 * RecordBytes.SMALL_OBJECT + RecordBytes.of(entry.session()),
            Entry::goodUntil));
    this.idleLifetime = idleLifetime;
    this.clock = clock;
  }

  @Override
  public Future<Void> save(BrowserSession session) {
    sessions.put(session.key(), used(session));
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<BrowserSession>> use(String key) {
    return Future.succeededFuture(
        sessions.update(key, entry -> used(entry.session())).map(Entry::session));
  }

  @Override
  public Future<Void> end(String key) {
    sessions.remove(key);
    return Future.succeededFuture();
  }

  private Entry used(BrowserSession session) {
    Instant idle = clock.instant().plus(idleLifetime);
    return new Entry(session, idle.isBefore(session.expiresAt()) ? idle : session.expiresAt());
  }
}
