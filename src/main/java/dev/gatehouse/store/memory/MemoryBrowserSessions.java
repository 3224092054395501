package dev.gatehouse.store.memory;

import dev.gatehouse.store.BrowserSession;
import dev.gatehouse.store.BrowserSessions;
import dev.gatehouse.store.Owner;
import dev.gatehouse.store.RecordBytes;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Browser sessions in memory. */
final class MemoryBrowserSessions implements BrowserSessions {
  private record Entry(BrowserSession session, Instant goodUntil) {
    static Entry of(BrowserSession session, Instant idleUntil) {
      Instant end = session.expiresAt();
      return new Entry(session, idleUntil.isBefore(end) ? idleUntil : end);
    }
  }

  private final OwnedMap<String, Entry> sessions;

  MemoryBrowserSessions(Clock clock) {
    sessions = new OwnedMap<>(
        clock,
        StoreBudgets.SESSIONS,
        new OwnedMap.Traits<>(
            entry -> Owner.user(entry.session().user()),
            entry -> 2 * RecordBytes.SMALL_OBJECT + RecordBytes.of(entry.session()),
            Entry::goodUntil));
  }

  @Override
  public Future<Void> save(BrowserSession session, Instant idleUntil) {
    sessions.put(session.key(), Entry.of(session, idleUntil));
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<BrowserSession>> use(String key, Instant idleUntil) {
    return Future.succeededFuture(
        sessions.update(key, entry -> Entry.of(entry.session(), idleUntil)).map(Entry::session));
  }

  @Override
  public Future<Void> end(String key) {
    sessions.remove(key);
    return Future.succeededFuture();
  }
}
