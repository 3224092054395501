package dev.gatehouse.store;

import io.vertx.core.Future;
import java.time.Instant;

/** The {@code jti} of client assertions that were used and would still be good, RFC 7523 §3. */
public interface AssertionIds {
  /** Whether the client never used the id before. Also false where it cannot be remembered: nothing is forgotten for room. */
  Future<Boolean> use(String clientId, String jti, Instant until);
}
