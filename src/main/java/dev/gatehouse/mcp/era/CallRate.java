package dev.gatehouse.mcp.era;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often one person may have one thing done; MCP "Tools", Security Considerations: servers must rate limit tool invocations. A second's
 * worth may come at once. Counted for the person and not for the program, of which anyone can register many. One for all event loops.
 */
public final class CallRate {
  public static final CallRate UNLIMITED = new CallRate(0, Clock.systemUTC());

  private static final long SECOND = 1_000_000_000;
  private static final int MOST = 20_000;

  /** What is counted together. */
  private record Key(String subject, String what) {}

  private final int perSecond;
  private final Clock clock;
  private volatile Map<Key, AtomicLong> recent = new ConcurrentHashMap<>();
  private volatile Map<Key, AtomicLong> before = Map.of(); // what was not used since the last turn
  private long turnAt;

  /** Zero is no limit. */
  public CallRate(int perSecond, Clock clock) {
    this.perSecond = perSecond;
    this.clock = clock;
  }

  public int perSecond() {
    return perSecond;
  }

  /** Whether it may be done now; if so it is counted. Whoever must wait does so for a second at most. */
  public boolean allows(String subject, String what) {
    if (perSecond == 0) {
      return true;
    }
    long now = now();
    var key = new Key(subject, what);
    turn(now);
    AtomicLong spent = recent.get(key);
    if (spent == null) {
      if (recent.size() >= MOST) {
        return false;
      }
      AtomicLong known = before.getOrDefault(key, new AtomicLong(now));
      spent = recent.computeIfAbsent(key, first -> known);
    }
    return spend(spent, now);
  }

  private boolean spend(AtomicLong spent, long now) {
    long before = spent.get();
    while (true) {
      // A clock that was set back must not make anyone wait for it. Another thread read it a little
      // later than this one.
      long from = before > now + 2 * SECOND ? now : Math.max(before, now);
      long after = from + SECOND / perSecond;
      if (after > now + SECOND) {
        return false;
      }
      if (spent.compareAndSet(before, after)) {
        return true;
      }
      before = spent.get();
    }
  }

  // Nobody has spent more than the coming two seconds, so whoever did nothing for that long
  // is as if never seen: all of them are let go at once, and none is looked for.
  private synchronized void turn(long now) {
    if (now >= turnAt || now < turnAt - 4 * SECOND) {
      before = recent;
      recent = new ConcurrentHashMap<>();
      turnAt = now + 2 * SECOND;
    }
  }

  private long now() {
    Instant instant = clock.instant();
    return instant.getEpochSecond() * SECOND + instant.getNano();
  }
}
