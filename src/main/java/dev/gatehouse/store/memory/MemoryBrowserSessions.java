package dev.gatehouse.store.memory;

import dev.gatehouse.store.BrowserSession;
import dev.gatehouse.store.BrowserSessions;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;

/** Browser sessions in memory. */
final class MemoryBrowserSessions implements BrowserSessions {
  private final ExpiringMap<BrowserSession> sessions;

  MemoryBrowserSessions(Clock clock) {
    sessions = new ExpiringMap<>(clock, 20_000, BrowserSession::expiresAt);
  }

  @Override
  public Future<Void> save(BrowserSession session) {
    sessions.put(session.key(), session);
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<BrowserSession>> find(String key) {
    return Future.succeededFuture(sessions.get(key));
  }

  @Override
  public Future<Void> end(String key) {
    sessions.remove(key);
    return Future.succeededFuture();
  }
}
