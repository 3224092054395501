package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.mcp.session.MessageSink;
import dev.gatehouse.mcp.session.ProtocolVersion;
import dev.gatehouse.mcp.session.Session;
import dev.gatehouse.oauth.Scopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/** A session over HTTP: its id, its user, and its streams; MCP 2025-11-25 "Session Management". */
final class HttpSession {
  /** The heap that one holds with nothing in it, rounded up; {@code SessionsTest} measures it. */
  static final int BYTES = 2048;

  private static final int BYTES_OF_STREAM = 512;
  private static final int MOST_STREAMS = 80;

  private final String id;
  private final String user;
  private final ReplayRoom room;
  private final ObjLongConsumer<HttpSession> grown;
  private final EventStream unrelated;
  private final Session session;
  private final Map<String, EventStream> streams = new LinkedHashMap<>(4);
  private Instant used;
  private int opened;

  /** With who hears that it holds more heap than before, or less. */
  HttpSession(
      String id, String user, ReplayRoom room, Instant now, ObjLongConsumer<HttpSession> grown) {
    this.id = id;
    this.user = user;
    this.room = room;
    this.used = now;
    this.grown = grown;
    this.unrelated = added(Scopes.NONE);
    this.session = new Session(new Unrelated(unrelated), bytes -> grown.accept(this, bytes));
  }

  String id() {
    return id;
  }

  /** Whose it is: the subject of the tokens that may use it. */
  String user() {
    return user;
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
  EventStream stream(Scopes scopes) {
    EventStream added;
    boolean more;
    synchronized (this) {
      more = streams.size() < MOST_STREAMS || !forgetOne();
      added = added(scopes);
    }
    if (more) {
      grown.accept(this, BYTES_OF_STREAM);
    }
    return added;
  }

  /** The stream with that name, as event ids have it. */
  synchronized Optional<EventStream> stream(String name) {
    return Optional.ofNullable(streams.get(name));
  }

  synchronized void touch(Instant now) {
    used = now;
  }

  /** Whether nobody has used it since, and nobody listens. */
  boolean idleSince(Instant then) {
    return unusedSince(then) && !isListening();
  }

  synchronized boolean unusedSince(Instant then) {
    return used.isBefore(then);
  }

  synchronized boolean isListening() {
    return streams.values().stream().anyMatch(EventStream::isConnected);
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

  private EventStream added(Scopes scopes) {
    String name = Integer.toString(++opened, Character.MAX_RADIX);
    var stream = new EventStream(name, scopes, room.shelf(user));
    streams.put(name, stream);
    return stream;
  }

  private boolean forgetOne() {
    Optional<String> over = streams.entrySet().stream()
        .filter(entry -> entry.getValue().isEnded())
        .map(Map.Entry::getKey)
        .findFirst();
    over.map(streams::remove).ifPresent(EventStream::forget);
    return over.isPresent();
  }

  /** The stream of what belongs to no request, which is there as long as the session is. */
  private record Unrelated(EventStream stream) implements MessageSink {
    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void send(String message) {
      stream.send(message);
    }

    @Override
    public void send(String message, String scope) {
      stream.send(message, scope);
    }
  }
}
