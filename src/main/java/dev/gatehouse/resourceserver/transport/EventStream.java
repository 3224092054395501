package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.http.sse.SseEvent;
import dev.gatehouse.oauth.Scopes;
import org.jspecify.annotations.Nullable;

/**
 * A stream of messages to a client, which may outlive the connection that carries it: the last events are kept, and sent again to a client
 * that names the last one it saw; MCP 2025-11-25 "Resumability and Redelivery". Safe for several threads.
 */
final class EventStream {
  private final String id;
  private final Scopes scopes;
  private final ReplayRoom.Shelf shelf;
  private long last;
  private boolean ended;
  private @Nullable SseConnection connection; // null while nobody listens

  /** A stream that can be resumed, if it has an id, by a token with these scopes. */
  EventStream(String id, Scopes scopes, ReplayRoom.Shelf shelf) {
    this.id = id;
    this.scopes = scopes;
    this.shelf = shelf;
  }

  /** One that ends with its connection. */
  static EventStream once(ReplayRoom room) {
    return new EventStream("", Scopes.NONE, room.shelf(""));
  }

  /** What a token needs to resume it. */
  Scopes scopes() {
    return scopes;
  }

  /** Sends a message, JSON text, and keeps it for a client that is away. */
  void send(String json) {
    send(json, "");
  }

  /** As {@link #send(String)}, for connections whose token has the scope; each, where it is empty. */
  synchronized void send(String json, String scope) {
    if (ended) {
      return;
    }
    last++;
    String event = SseEvent.of(json).withId(lastId()).text();
    if (!id.isEmpty()) {
      shelf.keep(last, event, scope);
    }
    if (connection != null && connection.mayCarry(scope)) {
      connection.write(event);
    }
  }

  /** An event with an id and no data, so that a client can resume from the start on; "Sending Messages to the Server" 6. */
  synchronized void prime() {
    if (connection != null && !id.isEmpty()) {
      connection.write(SseEvent.of("").withId(lastId()).text());
    }
  }

  /** No more will come. */
  synchronized void end() {
    ended = true;
    letGo();
  }

  /**
   * Ends the connection and not the stream: the client is told when to come back; "Sending Messages to the Server" 6. The field stands
   * nowhere else, because the Java SDK up to 2.0 gives up on a stream that has it.
   */
  synchronized void pause(long retryMillis) {
    if (connection != null) {
      connection.write(SseEvent.of("").withId(lastId()).retryAfter(retryMillis).text());
      letGo();
    }
  }

  /** From now on this connection carries the stream, and no other does. */
  synchronized void attach(SseConnection next) {
    letGo();
    connection = next;
  }

  /** As {@link #attach}, with what came after an event first. */
  synchronized void resume(SseConnection next, long after) {
    attach(next);
    shelf.after(after, next::mayCarry).forEach(next::write);
    if (ended) {
      letGo();
    }
  }

  /** The connection is gone. */
  synchronized void detach(SseConnection gone) {
    if (connection == gone) {
      connection = null;
    }
  }

  /** Whether an event with that number was sent, or is the one before the first. */
  synchronized boolean hasSent(long number) {
    return number <= last;
  }

  synchronized boolean isConnected() {
    return connection != null;
  }

  synchronized boolean isEnded() {
    return ended;
  }

  /** Forgets what is kept. */
  void forget() {
    shelf.clear();
  }

  private String lastId() {
    return id.isEmpty() ? "" : id + "." + last;
  }

  private void letGo() {
    if (connection != null) {
      connection.end();
      connection = null;
    }
  }
}
