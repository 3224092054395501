package dev.gatehouse.bench;

import dev.gatehouse.testing.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** How long requests took, and what stands for all of them. */
final class Samples {
  private final List<Double> millis = new ArrayList<>();

  /** Asks again and again for some seconds, with a pause in between; what is not answered 200 ends the benchmark. */
  void every(long pauseMillis, int seconds, Callable<Reply> request) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    try {
      while (System.nanoTime() < end) {
        long begun = System.nanoTime();
        Reply reply = request.call();
        add((System.nanoTime() - begun) / 1e6);
        if (reply.status() != 200) {
          throw new IllegalStateException(reply.toString());
        }
        Thread.sleep(pauseMillis);
      }
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  synchronized int count() {
    return millis.size();
  }

  /** The time that this share of the requests kept within, milliseconds. */
  synchronized double at(double share) {
    Collections.sort(millis);
    return millis.get((int) (share * (millis.size() - 1)));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "p50 %.1f ms   p99 %.1f ms   max %.0f ms", at(0.5), at(0.99), at(1));
  }

  private synchronized void add(double one) {
    millis.add(one);
  }
}
