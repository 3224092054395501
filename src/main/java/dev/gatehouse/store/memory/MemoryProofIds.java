package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.token.dpop.DpopProofIds;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Used proofs in memory. */
final class MemoryProofIds implements DpopProofIds {
  private final UsedIds ids;

  MemoryProofIds(Clock clock, int room, Secrets secrets) {
    ids = new UsedIds(clock, room, secrets);
  }

  @Override
  public Future<Use> use(List<String> holders, String keyThumbprint, String jti, Instant until) {
    return Future.succeededFuture(
        switch (ids.use(holders, keyThumbprint + '\n' + jti, until)) {
          case FRESH -> Use.FRESH;
          case USED -> Use.REPLAYED;
          case NO_ROOM -> Use.NO_ROOM;
        });
  }
}
