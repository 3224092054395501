package dev.gatehouse.http.client;

import java.time.Duration;

/**
 * How much a client takes from the servers that it asks.
 *
 * @param time for a connection, for a TLS handshake, and for a whole exchange
 * @param headers of an answer, in bytes
 * @param body how much of a body is read, in bytes, and what happens beyond it
 * @param connections to one host at once
 * @param kept whether connections are kept for the next request
 */
public record HttpBounds(
    Duration time, int headers, BodyBound body, int connections, boolean kept) {
  /** As long as Vert.x itself reads them. */
  public static final int USUAL_HEADERS = 8192;

  private static final int USUAL_CONNECTIONS = 5;

  /** For requests to a server of one's own choice. */
  public static HttpBounds of(Duration time, BodyBound body) {
    return new HttpBounds(time, USUAL_HEADERS, body, USUAL_CONNECTIONS, true);
  }

  /** For requests to servers that a stranger named: a connection of its own for each. */
  public static HttpBounds once(Duration time, int headers, BodyBound body) {
    return new HttpBounds(time, headers, body, USUAL_CONNECTIONS, false);
  }

  int millis() {
    return Math.toIntExact(time.toMillis());
  }
}
