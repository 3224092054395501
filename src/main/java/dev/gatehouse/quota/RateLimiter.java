package dev.gatehouse.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A number of tries for each key, of which one comes back after each pause (the generic cell rate algorithm). Remembers only when a key will
 * have all of its tries again, and forgets the key then. For every thread; each operation takes the same time however many keys there are.
 */
public final class RateLimiter<K> {
  /** How many keys are remembered unless more is said. */
  public static final int MOST_KEYS = 10_000;
  /** What that many keys may hold: short texts, and the cache around them. */
  public static final long MOST_BYTES = MOST_KEYS * 200L;

  /** What happens where as many keys are remembered as there may be. */
  public enum WhenFull {
    /**
     * Another one takes the place of a key that is seldom seen. A try should then cost more than its key does, so that nobody can fill the
     * memory before it empties itself.
     */
    FORGET,
    /** A new one has no try until there is room. */
    REFUSE
  }

  private final Cache<K, Long> wholeAgain; // nanoseconds since the epoch
  private final long pause;
  private final long whole;
  private final int mostKeys;
  private final WhenFull whenFull;
  private final Clock clock;

  /** Remembers {@link #MOST_KEYS}, and forgets. */
  public RateLimiter(int tries, Duration pause, Clock clock) {
    this(tries, pause, MOST_KEYS, WhenFull.FORGET, clock);
  }

  public RateLimiter(int tries, Duration pause, int mostKeys, WhenFull whenFull, Clock clock) {
    this.pause = pause.toNanos();
    this.whole = this.pause * tries;
    this.mostKeys = mostKeys;
    this.whenFull = whenFull;
    this.clock = clock;
    this.wholeAgain = Caffeine.newBuilder()
        .maximumSize(mostKeys)
        .expireAfterWrite(Duration.ofNanos(whole))
        .ticker(this::now)
        .executor(Runnable::run)
        .build();
  }

  /** How long until the key has a try; zero when it has one now. At most the pause. */
  public Duration untilNext(K key) {
    return Duration.ofNanos(Math.max(0, missing(wholeAgain.getIfPresent(key), now())));
  }

  /** Takes a try, if the key has one: of all that ask at once no more get one than there are. */
  public boolean tryAcquire(K key) {
    Long known = wholeAgain.getIfPresent(key);
    if (missing(known, now()) > 0 || (known == null && !hasRoom())) {
      return false;
    }
    var taken = new boolean[1];
    wholeAgain.asMap().compute(key, (same, until) -> {
      long now = now();
      taken[0] = missing(until, now) <= 0;
      return now + spent(until, now) + (taken[0] ? pause : 0);
    });
    return taken[0];
  }

  /** Takes a try, whether the key has one or not. */
  public void spend(K key) {
    change(key, pause);
  }

  /** Gives one try back. */
  public void giveBack(K key) {
    change(key, -pause);
  }

  /** The key has all of its tries again. */
  public void giveBackAll(K key) {
    wholeAgain.invalidate(key);
  }

  private void change(K key, long by) {
    wholeAgain.asMap().compute(key, (same, until) -> {
      long now = now();
      return now + spent(until, now) + by;
    });
  }

  private boolean hasRoom() {
    if (whenFull == WhenFull.FORGET || wholeAgain.estimatedSize() < mostKeys) {
      return true;
    }
    wholeAgain.cleanUp();
    return wholeAgain.estimatedSize() < mostKeys;
  }

  /** How long until there is a try; not above zero where there is one. */
  private long missing(@Nullable Long until, long now) {
    return spent(until, now) + pause - whole;
  }

  // Another thread may have read the clock a little later than this one. What is further off was
  // spent before the clock was set back, and nobody waits for that.
  private long spent(@Nullable Long until, long now) {
    long spent = until == null ? 0 : Math.max(0, until - now);
    return spent > 2 * whole ? 0 : Math.min(spent, whole);
  }

  private long now() {
    Instant instant = clock.instant();
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }
}
