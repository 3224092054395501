package dev.gatehouse.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Ends the process once the heap is exhausted, however it was started: what remains would answer some requests, fail others and keep the
 * port, and whoever restarts servers would not restart it. {@code -XX:+ExitOnOutOfMemoryError} does the same, but a jar cannot say so, and
 * a running JVM lets nobody switch it on.
 *
 * <p>An {@link OutOfMemoryError} is noticed where it ends a thread and where anyone logs it, as Vert.x and Netty do with what they catch.
 * For those that are caught and forgotten, the heap is probed once a second while hardly any of it is free.
 */
public final class OutOfMemory {
  /** As a shell sees it. */
  static final int EXIT_CODE = 3;

  private static final int MOST_CAUSES = 20;
  private static final int PROBE = 1 << 20;
  private static final String MESSAGE =
      "gatehouse: out of memory, so the process ends (exit code 3): give it a larger heap, such as"
          + " java -Xmx512m -jar gatehouse.jar\n";

  // Made while there is room for them.
  private final byte[] message = MESSAGE.getBytes(StandardCharsets.UTF_8);
  private final OutputStream err = new FileOutputStream(FileDescriptor.err);

  private OutOfMemory() {}

  /** From now on. For the program alone: a server that is embedded leaves this to its host. */
  public static void endsTheProcess() {
    var guard = new OutOfMemory();
    Thread.setDefaultUncaughtExceptionHandler(guard::uncaught);
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
      logback.addTurboFilter(guard.new Logged());
    }
    var watch = new Thread(guard::watch, "gatehouse-heap");
    watch.setDaemon(true);
    watch.start();
  }

  private void uncaught(Thread thread, Throwable failure) {
    check(failure);
    LoggerFactory.getLogger("gatehouse").error("thread {} ended", thread.getName(), failure);
  }

  private void check(Throwable failure) {
    int seen = 0;
    for (@Nullable Throwable one = failure; one != null && seen < MOST_CAUSES; seen++) {
      if (one instanceof OutOfMemoryError full) {
        end(full);
      }
      one = one.getCause();
    }
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      try {
        if (isNearlyFull()) {
          probe();
        }
      } catch (OutOfMemoryError full) {
        end(full);
      }
    }
  }

  // Of what is not free, most may be garbage: only the attempt to take some tells.
  private static boolean isNearlyFull() {
    Runtime heap = Runtime.getRuntime();
    long free = heap.maxMemory() - heap.totalMemory() + heap.freeMemory();
    return free < Math.max(heap.maxMemory() / 16, 2L * PROBE);
  }

  private static void probe() {
    byte[] taken = new byte[PROBE];
    if (taken.length != PROBE) {
      throw new IllegalStateException("an array has the length that was asked for");
    }
  }

  // No shutdown hooks: they need memory.
  private void end(OutOfMemoryError failure) {
    try {
      err.write(message);
      err.write(String.valueOf(failure.getMessage()).getBytes(StandardCharsets.UTF_8));
      err.write('\n');
    } catch (IOException | OutOfMemoryError e) {
      // there is nobody to tell, or no way to
    } finally {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  /** Sees every failure that is logged, at whatever level, also where the level is off. */
  private final class Logged extends TurboFilter {
    @Override
    public FilterReply decide(
        @Nullable Marker marker,
        Logger logger,
        Level level,
        @Nullable String format,
        Object @Nullable [] arguments,
        @Nullable Throwable failure) {
      if (failure != null) {
        check(failure);
      } else if (arguments != null
          && arguments.length > 0
          && arguments[arguments.length - 1] instanceof Throwable last) {
        check(last);
      }
      return FilterReply.NEUTRAL;
    }
  }
}
