package dev.gatehouse.resourceserver.transport;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The last events of all streams, for clients that come back; MCP 2025-11-25 "Resumability and Redelivery". Bounded for each stream and in
 * all: then the oldest goes, whosesoever it is, so that what is new can be resumed however much has been said before. For every thread.
 */
final class ReplayRoom {
  static final int MOST_EVENTS = 256;
  private static final int MOST_OF_STREAM = 1 << 20;

  private final long most;
  private final Set<Kept> oldestFirst = new LinkedHashSet<>();
  private long used;

  /** With a bound for all streams together, in characters. */
  ReplayRoom(long most) {
    this.most = most;
  }

  /** A place for the events of one stream. */
  Shelf shelf() {
    return new Shelf();
  }

  synchronized long used() {
    return used;
  }

  /** What is kept of one stream. */
  final class Shelf {
    private final Deque<Kept> events = new ArrayDeque<>();
    private int size;

    /** Keeps the event that comes after those before it. */
    void keep(long number, String text) {
      synchronized (ReplayRoom.this) {
        var kept = new Kept(this, number, text);
        events.add(kept);
        oldestFirst.add(kept);
        size += text.length();
        used += text.length();
        while (events.size() > MOST_EVENTS || (size > MOST_OF_STREAM && events.size() > 1)) {
          drop();
        }
        while (used > most) {
          oldestFirst.iterator().next().shelf.drop();
        }
      }
    }

    /** Those that came after the one with that number, as far as they are kept. */
    List<String> after(long number) {
      synchronized (ReplayRoom.this) {
        return events.stream()
            .filter(event -> event.number > number)
            .map(event -> event.text)
            .toList();
      }
    }

    void clear() {
      synchronized (ReplayRoom.this) {
        while (!events.isEmpty()) {
          drop();
        }
      }
    }

    private void drop() {
      Kept gone = events.remove();
      oldestFirst.remove(gone);
      size -= gone.text.length();
      used -= gone.text.length();
    }
  }

  /** One event; equal to itself alone. */
  private static final class Kept {
    private final Shelf shelf;
    private final long number;
    private final String text;

    private Kept(Shelf shelf, long number, String text) {
      this.shelf = shelf;
      this.number = number;
      this.text = text;
    }
  }
}
