package dev.gatehouse.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** Who is logged in with which browser. Bounded: when full, whoever holds most loses the oldest session. */
public interface BrowserSessions {
  /** Keeps it until it ends, and no longer than that unless it is used before. */
  Future<Void> save(BrowserSession session, Instant idleUntil);

  /** The session, unless it has ended. From now on it is kept until then, unless it ends or is used before. */
  Future<Optional<BrowserSession>> use(String key, Instant idleUntil);

  Future<Void> end(String key);
}
