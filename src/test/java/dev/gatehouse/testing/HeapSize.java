package dev.gatehouse.testing;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** How much heap something holds. */
public final class HeapSize {
  private static final int MOST_COLLECTIONS = 20;
  private static final long STABLE = 50_000;

  private HeapSize() {}

  /** The heap that is in use after it more than before it; what it returns is still held. */
  public static long grownBy(Supplier<?> work) {
    long before = used();
    Object held = work.get();
    long after = used();
    if (held == null) {
      throw new IllegalStateException("nothing is held");
    }
    return after - before;
  }

  /** What the object holds that is made: by how much less is in use once it is gone, when all else has settled. The median of five. */
  public static long held(Supplier<?> maker) {
    return LongStream.generate(() -> heldOnce(maker))
        .limit(5)
        .sorted()
        .skip(2)
        .findFirst()
        .orElseThrow();
  }

  private static long heldOnce(Supplier<?> maker) {
    Object[] held = {maker.get()};
    long with = used();
    held[0] = null;
    return with - used();
  }

  /** As {@link #grownBy(Supplier)}, of what the work leaves behind elsewhere. */
  public static long grownBy(Runnable work) {
    return grownBy(() -> {
      work.run();
      return work;
    });
  }

  // Until it stays: what other tests left behind goes with the second collection, or the third.
  private static long used() {
    long before = Long.MAX_VALUE;
    long now = collected();
    for (int i = 0; i < MOST_COLLECTIONS && Math.abs(before - now) > STABLE; i++) {
      before = now;
      now = collected();
    }
    return now;
  }

  private static long collected() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
