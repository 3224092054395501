package dev.gatehouse.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what comes true by itself, such as what another thread does. */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int LONGEST_PAUSE = 50;

  private Eventually() {}

  /** Waits until it is so. The minute promises nothing: a busy machine takes long, what hangs takes longer. */
  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int pause = 2; !condition.getAsBoolean(); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE + ": " + what);
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
