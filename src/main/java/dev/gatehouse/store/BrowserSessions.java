package dev.gatehouse.store;

import io.vertx.core.Future;
import java.util.Optional;

/** Who is logged in with which browser. */
public interface BrowserSessions {
  Future<Void> save(BrowserSession session);

  Future<Optional<BrowserSession>> find(String key);

  Future<Void> end(String key);
}
