package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.quota.FairShare;
import dev.gatehouse.quota.Limit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The last events of all streams, for clients that come back; MCP 2025-11-25 "Resumability and Redelivery". Bounded for each stream, for
 * each user and in all: then the oldest event of whoever holds most goes, so that nobody's can be pushed out by another. For every thread.
 */
public final class ReplayRoom {
  /** What is kept of one user's streams. */
  static final Limit OF_USER = new Limit(4096, 3 << 20);
  /** What is kept of all streams. */
  public static final Limit OF_ALL = new Limit(65_536, 8 << 20);

  static final int MOST_EVENTS = 256;
  private static final int MOST_OF_STREAM = 2 << 20;
  private static final int FRAME = 256;

  private final FairShare<Kept> shares;

  ReplayRoom() {
    this(OF_USER, OF_ALL);
  }

  ReplayRoom(Limit ofUser, Limit ofAll) {
    this.shares = new FairShare<>(ofUser, ofAll);
  }

  /** A place for the events of one stream of that user. */
  Shelf shelf(String user) {
    return new Shelf(user);
  }

  /** Bytes. */
  synchronized long used() {
    return shares.bytes();
  }

  /** What is kept of one stream. */
  final class Shelf {
    private final String user;
    private final Deque<Kept> events = new ArrayDeque<>(2);
    private long size;

    private Shelf(String user) {
      this.user = user;
    }

    /** Keeps the event that comes after those before it, for connections with that scope; any, where it is empty. */
    void keep(long number, String text, String scope) {
      synchronized (ReplayRoom.this) {
        var kept = new Kept(this, number, text, scope);
        events.add(kept);
        size += kept.bytes();
        shares.add(user, kept, kept.bytes()).forEach(gone -> gone.shelf.forget(gone));
        while (events.size() > MOST_EVENTS || (size > MOST_OF_STREAM && events.size() > 1)) {
          Kept oldest = events.element();
          shares.remove(oldest);
          forget(oldest);
        }
      }
    }

    /** Those that came after the one with that number, as far as they are kept and a connection may carry them. */
    List<String> after(long number, Predicate<String> scopes) {
      synchronized (ReplayRoom.this) {
        return events.stream()
            .filter(event -> event.number > number && scopes.test(event.scope))
            .map(event -> event.text)
            .toList();
      }
    }

    void clear() {
      synchronized (ReplayRoom.this) {
        events.forEach(shares::remove);
        events.clear();
        size = 0;
      }
    }

    // Mostly the first.
    private void forget(Kept gone) {
      if (events.remove(gone)) {
        size -= gone.bytes();
      }
    }
  }

  /** One event; equal to itself alone. */
  private static final class Kept {
    private final Shelf shelf;
    private final long number;
    private final String text;
    private final String scope;

    private Kept(Shelf shelf, long number, String text, String scope) {
      this.shelf = shelf;
      this.number = number;
      this.text = text;
      this.scope = scope;
    }

    // Two bytes for a character: one that is not Latin makes it so for all of them.
    private long bytes() {
      return FRAME + 2L * text.length();
    }
  }
}
