package dev.gatehouse.mcp.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads on which tools run that block. Few, so that many such calls wait for one another and not for everyone else. */
final class ToolWorkers {
  private static final int THREADS = 16;
  private static final int MOST_WAITING = 256;

  private final WorkerExecutor threads;
  private final AtomicInteger waiting = new AtomicInteger();

  ToolWorkers(Vertx vertx) {
    this.threads = vertx.createSharedWorkerExecutor("gatehouse-tools", THREADS);
  }

  /** Something to do on a worker. */
  <T> Job<T> job(Callable<Future<T>> body) {
    return new Job<>(body);
  }

  /** What is done on one worker, and can be told to stop. */
  final class Job<T> {
    private final Callable<Future<T>> body;
    private @Nullable Thread thread; // null unless it runs

    private Job(Callable<Future<T>> body) {
      this.body = body;
    }

    Future<T> start() {
      if (waiting.incrementAndGet() > MOST_WAITING) {
        waiting.decrementAndGet();
        return Future.failedFuture(new IllegalStateException("too many calls wait for a worker"));
      }
      return threads
          .executeBlocking(this::work, false)
          .onComplete(done -> waiting.decrementAndGet())
          .compose(future -> future);
    }

    synchronized void interrupt() {
      if (thread != null) {
        thread.interrupt();
      }
    }

    private Future<T> work() throws Exception {
      running(Thread.currentThread());
      try {
        return body.call();
      } finally {
        running(null);
      }
    }

    // An interrupt that comes too late must not reach the next job of the thread.
    private synchronized void running(@Nullable Thread current) {
      thread = current;
      if (current == null && Thread.interrupted()) {
        thread = null;
      }
    }
  }
}
