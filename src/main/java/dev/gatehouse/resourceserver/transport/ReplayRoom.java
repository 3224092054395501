package dev.gatehouse.resourceserver.transport;

import java.util.concurrent.atomic.AtomicLong;

/** How much all streams together may keep for clients that come back, in characters. */
final class ReplayRoom {
  private static final long MOST = 64 << 20;

  private final AtomicLong used = new AtomicLong();

  boolean take(int size) {
    if (used.addAndGet(size) <= MOST) {
      return true;
    }
    give(size);
    return false;
  }

  void give(int size) {
    used.addAndGet(-size);
  }
}
