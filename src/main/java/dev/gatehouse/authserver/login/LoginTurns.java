package dev.gatehouse.authserver.login;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** Lets so many attempts be checked at once; the others wait in the order they came. {@link LoginQueue} bounds how many. */
final class LoginTurns {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int free;

  LoginTurns(int atOnce) {
    this.free = atOnce;
  }

  /** Runs the check now, or when its turn comes. Each ends with {@link #end}. */
  void take(Runnable check) {
    if (begins(check)) {
      check.run();
    }
  }

  /** The turn of one has ended: the next begins. */
  void end() {
    next().ifPresent(Runnable::run);
  }

  private synchronized boolean begins(Runnable check) {
    if (free > 0) {
      free--;
      return true;
    }
    waiting.add(check);
    return false;
  }

  private synchronized Optional<Runnable> next() {
    Optional<Runnable> next = Optional.ofNullable(waiting.poll());
    if (next.isEmpty()) {
      free++;
    }
    return next;
  }
}
