package dev.gatehouse.testing;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** How much heap something holds. */
public final class HeapSize {
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

  /** As {@link #grownBy(Supplier)}, of what the work leaves behind elsewhere. */
  public static long grownBy(Runnable work) {
    return grownBy(() -> {
      work.run();
      return work;
    });
  }

  // Twice: what a first collection makes unreachable, such as by weak references, goes with a
  // second one.
  private static long used() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
