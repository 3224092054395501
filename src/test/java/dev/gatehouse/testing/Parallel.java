package dev.gatehouse.testing;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The same thing done many times at the same moment. */
public final class Parallel {
  private Parallel() {}

  public static <T> List<T> times(int times, Callable<T> action) {
    var start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      List<Future<T>> running = IntStream.range(0, times)
          .mapToObj(any -> threads.submit(() -> {
            start.await();
            return action.call();
          }))
          .toList();
      start.countDown();
      return running.stream().map(Parallel::result).toList();
    } finally {
      threads.shutdown();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
