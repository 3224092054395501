package dev.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.EventLoopWatch.Watch;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who watches the watch. */
@EventLoopWatch.Blocking("on purpose, to see that it is found")
class EventLoopWatchTest {
  private static final Vertx VERTX = Vertx.vertx(new VertxOptions()
      .setEventLoopPoolSize(1)
      .setMaxEventLoopExecuteTime(60)
      .setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS));

  private final Watch watch = new Watch();

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void finds_what_computes_too_long_the_second_time() {
    watch.begin();
    onLoop(() -> compute(150));
    assertThat(watch.found()).isEmpty();
    onLoop(() -> compute(150));
    Eventually.until("it is found", () -> !watch.found().isEmpty());
    assertThat(watch.found()).singleElement().asString().contains("ms of CPU", "compute");
  }

  @Test
  void finds_what_waits_the_second_time() {
    watch.begin();
    onLoop(() -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(800)));
    onLoop(() -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(800)));
    assertThat(watch.found()).isNotEmpty();
  }

  @Test
  void leaves_many_short_handlers_alone() {
    watch.begin();
    for (int i = 0; i < 100; i++) {
      onLoop(() -> compute(5));
    }
    assertThat(watch.found()).isEmpty();
  }

  private static void onLoop(Runnable action) {
    var done = new CompletableFuture<Void>();
    VERTX.getOrCreateContext().runOnContext(go -> {
      action.run();
      done.complete(null);
    });
    done.join();
  }

  private static void compute(long millis) {
    var threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }
}
