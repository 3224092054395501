package dev.gatehouse.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The time of this machine, or one that stands still, put forward as far as the test likes. */
public final class MovableClock extends Clock {
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final Clock base;

  public MovableClock() {
    this(Clock.systemUTC());
  }

  private MovableClock(Clock base) {
    this.base = base;
  }

  /** Stands still at this moment until it is put forward. */
  public static MovableClock stopped() {
    return stoppedAt(Instant.now());
  }

  /** Goes only when it is put forward, for limits that are exact to the second. */
  public static MovableClock stoppedAt(Instant now) {
    return new MovableClock(Clock.fixed(now, ZoneOffset.UTC));
  }

  public void advance(Duration duration) {
    ahead.updateAndGet(before -> before.plus(duration));
  }

  @Override
  public Instant instant() {
    return base.instant().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
