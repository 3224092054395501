package dev.gatehouse.store;

import io.vertx.core.Future;
import java.util.Optional;

/** Who is logged in with which browser. */
public interface BrowserSessions {
  /** Keeps it. Of a user who has too many, the eldest goes; nobody's for the sake of another's. */
  Future<Void> save(BrowserSession session);

  /** The session, unless it has ended or was not used for too long. Its idle lifetime begins anew. */
  Future<Optional<BrowserSession>> use(String key);

  Future<Void> end(String key);
}
