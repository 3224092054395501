package dev.gatehouse.store.memory;

import dev.gatehouse.jose.Base64Url;
import dev.gatehouse.oauth.crypto.Secrets;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Ids that must not count twice. None is forgotten before its end, so that nothing makes way for anything; instead nobody gets more room
 * than he leaves free: whoever holds as much as is still there is refused, and there is always some for the next one. Holders are named from
 * the broad to the narrow, as a network and a client in it, and each leaves room for its like.
 */
final class UsedIds {
  /** What an id costs in heap at most; a holder costs as much as nine. */
  static final int UNIT = 24;

  private static final int HOLDER = 9;
  private static final long BUCKET_SECONDS = 60;
  private static final int FORGOTTEN_AT_ONCE = 16;

  /** What became of an id. */
  enum Use {
    FRESH,
    USED,
    NO_ROOM
  }

  /** The ids that end in the same minute, and how many each holder has among them. */
  private record Bucket(IdSet ids, Map<String, Integer> counts) {}

  private final NavigableMap<Long, Bucket> byEnd = new TreeMap<>();
  private final Map<String, Integer> held = new HashMap<>();
  private final Clock clock;
  private final int most;
  private final String salt; // else ids could be made that all want the same place
  private int units;

  UsedIds(Clock clock, int most, Secrets secrets) {
    this.clock = clock;
    this.most = most;
    this.salt = secrets.next();
  }

  synchronized Use use(List<String> holders, String value, Instant until) {
    dropEnded();
    long id = id(value);
    if (byEnd.values().stream().anyMatch(bucket -> bucket.ids().contains(id))) {
      return Use.USED;
    }
    long left = (long) most - units;
    for (String holder : holders) {
      left -= held.getOrDefault(holder, 0);
    }
    if (left <= (1L + HOLDER) * holders.size()) {
      return Use.NO_ROOM;
    }
    long end = until.getEpochSecond() / BUCKET_SECONDS;
    add(
        byEnd.computeIfAbsent(end, any -> new Bucket(new IdSet(), new LinkedHashMap<>())),
        id,
        holders);
    return Use.FRESH;
  }

  // 64 bits are enough: who does not know the salt meets another id once in 10^13 uses.
  private long id(String value) {
    long id = ByteBuffer.wrap(Base64Url.decode(Secrets.sha256(salt + value))).getLong();
    return id == 0 ? 1 : id;
  }

  private void add(Bucket bucket, long id, List<String> holders) {
    bucket.ids().add(id);
    units++;
    for (String holder : holders) {
      if (bucket.counts().merge(holder, 1, Integer::sum) == 1) {
        units += HOLDER;
      }
      held.merge(holder, 1, Integer::sum);
    }
  }

  // A few holders at a time; until all are through, what they held counts as held.
  private void dropEnded() {
    long now = clock.instant().getEpochSecond() / BUCKET_SECONDS;
    for (int i = 0; i < FORGOTTEN_AT_ONCE; i++) {
      if (byEnd.isEmpty() || byEnd.firstKey() >= now) {
        return;
      }
      Bucket ended = byEnd.firstEntry().getValue();
      Iterator<Map.Entry<String, Integer>> holders = ended.counts().entrySet().iterator();
      if (holders.hasNext()) {
        Map.Entry<String, Integer> holder = holders.next();
        held.computeIfPresent(
            holder.getKey(),
            (name, count) -> count.equals(holder.getValue()) ? null : count - holder.getValue());
        holders.remove();
        units -= HOLDER;
      } else {
        byEnd.pollFirstEntry();
        units -= ended.ids().size();
      }
    }
  }
}
