package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.Base64Url;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.token.dpop.ProofIds;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Used proofs in memory: of each the first 128 bits of a hash, by the minute in which it can be forgotten. Some 40 MB where it is full, and
 * full where 1,600 proofs a second come for the five minutes that one is good.
 */
final class MemoryProofIds implements ProofIds {
  private static final int MOST = 500_000;
  private static final long BUCKET_SECONDS = 60;

  private record Id(long high, long low) {}

  private final NavigableMap<Long, Set<Id>> byEnd = new TreeMap<>();
  private final Clock clock;
  private int size;

  MemoryProofIds(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Future<Use> use(String keyThumbprint, String jti, Instant until) {
    dropEnded();
    Id id = id(Secrets.sha256(keyThumbprint + '\n' + jti));
    if (byEnd.values().stream().anyMatch(ids -> ids.contains(id))) {
      return Future.succeededFuture(Use.REPLAYED);
    }
    if (size >= MOST) {
      return Future.succeededFuture(Use.NO_ROOM);
    }
    long end = until.getEpochSecond() / BUCKET_SECONDS;
    byEnd.computeIfAbsent(end, any -> new HashSet<>()).add(id);
    size++;
    return Future.succeededFuture(Use.FRESH);
  }

  private static Id id(String hash) {
    var bytes = ByteBuffer.wrap(Base64Url.decode(hash));
    return new Id(bytes.getLong(), bytes.getLong());
  }

  private void dropEnded() {
    long now = clock.instant().getEpochSecond() / BUCKET_SECONDS;
    while (!byEnd.isEmpty() && byEnd.firstKey() < now) {
      size -= byEnd.pollFirstEntry().getValue().size();
    }
  }
}
