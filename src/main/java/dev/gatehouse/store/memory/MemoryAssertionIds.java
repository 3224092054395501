package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.store.AssertionIds;
import dev.gatehouse.store.Owner;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Used assertion ids in memory. Clients that registered themselves count as one against those of the settings, and have fair shares among themselves. */
final class MemoryAssertionIds implements AssertionIds {
  private final UsedIds ids;

  MemoryAssertionIds(Clock clock, Secrets secrets) {
    ids = new UsedIds(clock, StoreBudgets.ASSERTION_IDS, secrets);
  }

  @Override
  public Future<Use> use(Owner owner, String clientId, String jti, Instant until) {
    return Future.succeededFuture(
        switch (ids.use(holders(owner, clientId), clientId + '\n' + jti, until)) {
          case FRESH -> Use.FRESH;
          case USED -> Use.USED;
          case NO_ROOM -> Use.NO_ROOM;
        });
  }

  private static List<String> holders(Owner owner, String clientId) {
    return owner.isKnown()
        ? List.of("client " + clientId)
        : List.of(
            "networks", "site " + owner.crowd(), "network " + owner.name(), "client " + clientId);
  }
}
