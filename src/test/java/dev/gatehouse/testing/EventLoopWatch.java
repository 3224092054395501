package dev.gatehouse.testing;

import io.vertx.core.impl.VertxThread;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails each test class in which a handler held up an event loop, whichever server the class started and however. Found by JUnit itself;
 * no class has to name it.
 *
 * <p>What counts is the CPU time of the handler, {@value #MOST_CPU_MILLIS} ms, and not the time on the wall: on a busy machine a thread
 * waits for its turn, and no handler can help that. Waiting inside of a handler, which costs no CPU, counts by how often it is seen. The
 * first time at a place is forgiven up to a second, because then classes are loaded and code is interpreted; the second is not.
 */
public final class EventLoopWatch implements BeforeAllCallback, AfterAllCallback {
  /** For classes whose own handlers block on purpose. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Blocking {
    /** Why. */
    String value();
  }

  static final long MOST_CPU_MILLIS = 50;

  private static final Watch WATCH = new Watch();

  private int before;

  @Override
  public void beforeAll(ExtensionContext context) {
    WATCH.begin();
    before = WATCH.found().size();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    List<String> found = WATCH.found();
    boolean allowed = context
        .getTestClass()
        .filter(type -> type.isAnnotationPresent(Blocking.class))
        .isPresent();
    if (found.size() > before && !allowed) {
      throw new AssertionError("a handler held up its event loop:\n"
          + String.join("\n", found.subList(before, found.size())));
    }
  }

  /** Looks at all event loops some hundred times a second. */
  static final class Watch {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int MOST_WAITS = 20;
    private static final long MOST_FIRST_MILLIS = 1_000;
    private static final int FRAMES = 25;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<Long, Handling> underWay = new HashMap<>();
    private final Set<String> forgiven = new HashSet<>();
    private final List<String> found = new CopyOnWriteArrayList<>();
    private boolean begun;

    /** One handler at work: since when by Vert.x, with how much CPU at its first sight. */
    private static final class Handling {
      private final long start;
      private final long cpu;
      private int waits;
      private boolean told;

      private Handling(long start, long cpu) {
        this.start = start;
        this.cpu = cpu;
      }
    }

    @SuppressWarnings("ThreadPriorityCheck") // it must look while the machine is busy
    synchronized void begin() {
      if (!begun) {
        begun = true;
        var watch = new Thread(this::watch, "event-loop-watch");
        watch.setDaemon(true);
        watch.setPriority(Thread.MAX_PRIORITY);
        watch.start();
      }
    }

    List<String> found() {
      return List.copyOf(found);
    }

    private void watch() {
      while (true) {
        LockSupport.parkNanos(PAUSE_NANOS);
        for (VertxThread loop : loops()) {
          look(loop);
        }
      }
    }

    private static List<VertxThread> loops() {
      ThreadGroup group = Thread.currentThread().getThreadGroup();
      var all = new Thread[group.activeCount() + 64];
      int count = group.enumerate(all, true);
      return Arrays.stream(all, 0, count)
          .filter(VertxThread.class::isInstance)
          .map(VertxThread.class::cast)
          .filter(thread -> !thread.isWorker())
          .toList();
    }

    private void look(VertxThread loop) {
      long start = loop.startTime();
      long cpu = threads.getThreadCpuTime(loop.getId());
      if (start == 0 || cpu < 0) {
        underWay.remove(loop.getId());
        return;
      }
      Handling now = underWay.get(loop.getId());
      if (now == null || now.start != start) {
        now = new Handling(start, cpu);
        underWay.put(loop.getId(), now);
      }
      judge(loop, now, TimeUnit.NANOSECONDS.toMillis(cpu - now.cpu));
    }

    private void judge(VertxThread loop, Handling now, long cpuMillis) {
      Thread.State state = loop.getState();
      if (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING) {
        now.waits++;
      }
      if (now.told || (cpuMillis < MOST_CPU_MILLIS && now.waits < MOST_WAITS)) {
        return;
      }
      StackTraceElement[] stack = loop.getStackTrace();
      if (loop.startTime() != now.start) {
        return; // it ended meanwhile, and the stack is that of another
      }
      boolean first = forgiven.add(place(stack));
      if (!first || cpuMillis > MOST_FIRST_MILLIS) {
        now.told = true;
        found.add(said(loop, now, cpuMillis, stack));
      } else if (now.waits < MOST_WAITS) {
        forgiveRest(loop, now);
      }
    }

    // So that the same handler is not judged again at its next place.
    private void forgiveRest(VertxThread loop, Handling now) {
      now.told = threads.getThreadCpuTime(loop.getId()) - now.cpu
          < TimeUnit.MILLISECONDS.toNanos(MOST_FIRST_MILLIS);
    }

    // The innermost method of ours: what it calls differs from one look to the next.
    private static String place(StackTraceElement[] stack) {
      return Arrays.stream(stack)
          .filter(frame -> frame.getClassName().startsWith("dev.gatehouse."))
          .map(frame -> frame.getClassName() + '#' + frame.getMethodName())
          .findFirst()
          .orElse("");
    }

    private static String said(
        VertxThread loop, Handling now, long cpuMillis, StackTraceElement[] stack) {
      return loop.getName() + ": " + cpuMillis + " ms of CPU, seen waiting " + now.waits
          + " times\n"
          + Arrays.stream(stack)
              .limit(FRAMES)
              .map(frame -> "    at " + frame)
              .collect(Collectors.joining("\n"));
    }
  }
}
