package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.mcp.session.Outlet;
import dev.gatehouse.mcp.session.ProtocolVersion;
import dev.gatehouse.mcp.session.Session;
import dev.gatehouse.oauth.Scopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session over HTTP: its id, its owner, and its streams; MCP 2025-11-25 "Session Management". */
final class HttpSession {
  private static final int MOST_STREAMS = 80;

  private final String id;
  private final Owner owner;
  private final ReplayRoom room;
  private final EventStream unrelated;
  private final Session session;
  private final Map<String, EventStream> streams = new LinkedHashMap<>();
  private Instant used;
  private int opened;

  HttpSession(String id, Owner owner, ReplayRoom room, Instant now) {
    this.id = id;
    this.owner = owner;
    this.room = room;
    this.used = now;
    this.unrelated = stream(Scopes.NONE);
    this.session = new Session(new Outlet() {
      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void send(String message) {
        unrelated.send(message);
      }
    });
  }

  String id() {
    return id;
  }

  Owner owner() {
    return owner;
  }

  Session session() {
    return session;
  }

  /** What belongs to no request. */
  EventStream unrelated() {
    return unrelated;
  }

  /** Whether clients of its revision expect an event without data; older ones stumble over it. */
  boolean primes() {
    return session.version() == ProtocolVersion.V2025_11_25;
  }

  /** A new stream, for tokens with these scopes. The oldest of those that have ended is forgotten where there are many. */
  synchronized EventStream stream(Scopes scopes) {
    if (streams.size() >= MOST_STREAMS) {
      streams.entrySet().stream()
          .filter(entry -> entry.getValue().isEnded())
          .findFirst()
          .ifPresent(entry -> {
            entry.getValue().forget();
            streams.remove(entry.getKey());
          });
    }
    String name = Integer.toString(++opened, Character.MAX_RADIX);
    var stream = new EventStream(name, scopes, room);
    streams.put(name, stream);
    return stream;
  }

  /** The stream with that name, as event ids have it. */
  synchronized Optional<EventStream> stream(String name) {
    return Optional.ofNullable(streams.get(name));
  }

  synchronized void touch(Instant now) {
    used = now;
  }

  /** Whether nobody has used it since, and nobody listens. */
  synchronized boolean idleSince(Instant then) {
    return used.isBefore(then) && streams.values().stream().noneMatch(EventStream::isConnected);
  }

  synchronized Instant used() {
    return used;
  }

  void close() {
    session.close();
    List<EventStream> all;
    synchronized (this) {
      all = new ArrayList<>(streams.values());
      streams.clear();
    }
    all.forEach(stream -> {
      stream.end();
      stream.forget();
    });
  }
}
