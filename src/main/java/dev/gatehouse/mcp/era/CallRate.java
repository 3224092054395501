package dev.gatehouse.mcp.era;

import dev.gatehouse.quota.RateLimiter;
import java.time.Clock;
import java.time.Duration;

/**
 * How often one person may have one thing done; MCP "Tools", Security Considerations: servers must rate limit tool invocations. A second's
 * worth may come at once. Counted for the person and not for the program, of which anyone can register many. One for all event loops.
 */
public final class CallRate {
  public static final CallRate UNLIMITED = new CallRate(0, Clock.systemUTC());

  private static final int MOST = 20_000;

  /** What is counted together. */
  private record Key(String subject, String what) {}

  private final int perSecond;
  private final RateLimiter<Key> calls;

  /** Zero is no limit. */
  public CallRate(int perSecond, Clock clock) {
    this.perSecond = perSecond;
    int tries = Math.max(1, perSecond);
    this.calls = new RateLimiter<>(
        tries, Duration.ofSeconds(1).dividedBy(tries), MOST, RateLimiter.WhenFull.REFUSE, clock);
  }

  public int perSecond() {
    return perSecond;
  }

  /** Whether it may be done now; if so it is counted. Whoever must wait does so for a second at most. */
  public boolean allows(String subject, String what) {
    return perSecond == 0 || calls.tryAcquire(new Key(subject, what));
  }
}
