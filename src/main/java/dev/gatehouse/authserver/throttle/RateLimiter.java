package dev.gatehouse.authserver.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A number of tries for each key, of which one comes back after each pause. Remembers only when a key will have all of its tries again, and
 * forgets the key then. A try should cost more than its key does, so that nobody can fill the memory before it empties itself.
 */
public final class RateLimiter {
  private static final int MOST_KEYS = 10_000;
  /** What the keys of one may hold: short texts, and the cache around them. */
  public static final long MOST_BYTES = MOST_KEYS * 200L;

  private final Cache<String, Instant> wholeAgain;
  private final Duration pause;
  private final Duration whole;
  private final Clock clock;

  public RateLimiter(int tries, Duration pause, Clock clock) {
    this.pause = pause;
    this.whole = pause.multipliedBy(tries);
    this.clock = clock;
    this.wholeAgain = Caffeine.newBuilder()
        .maximumSize(MOST_KEYS)
        .expireAfterWrite(whole)
        .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
        .executor(Runnable::run)
        .build();
  }

  /** How long until the key has a try; zero when it has one now. At most the pause. */
  public Duration untilNext(String key) {
    Duration missing = spent(key).plus(pause).minus(whole);
    return missing.isNegative() ? Duration.ZERO : missing;
  }

  public void spend(String key) {
    set(key, spent(key).plus(pause));
  }

  public void giveBack(String key) {
    set(key, spent(key).minus(pause));
  }

  public void giveBackAll(String key) {
    wholeAgain.invalidate(key);
  }

  private void set(String key, Duration spent) {
    wholeAgain.put(key, clock.instant().plus(spent));
  }

  // Never more than all, even if the clock was set back.
  private Duration spent(String key) {
    Duration spent = Optional.ofNullable(wholeAgain.getIfPresent(key))
        .map(until -> Duration.between(clock.instant(), until))
        .filter(left -> !left.isNegative())
        .orElse(Duration.ZERO);
    return spent.compareTo(whole) > 0 ? whole : spent;
  }
}
