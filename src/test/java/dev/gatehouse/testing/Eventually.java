package dev.gatehouse.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what comes true by itself, and no longer than is promised. */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Eventually() {}

  /** As {@link #until}: how long a quiet machine takes says nothing about a busy one. */
  public static void within(Duration usually, String what, BooleanSupplier condition) {
    until(what, condition);
  }

  /** Waits until it is so. A minute is no promise of the product: a busy machine may take long, what hangs takes longer. */
  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE + ": " + what);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
