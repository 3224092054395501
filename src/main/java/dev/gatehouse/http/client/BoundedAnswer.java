package dev.gatehouse.http.client;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * What a server answered.
 *
 * @param reason the words of the status line
 * @param body as much of it as was read
 */
public record BoundedAnswer(int status, String reason, MultiMap headers, Buffer body) {
  /** The value of a header field; empty where there is none. */
  public String header(CharSequence name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  /** Without headers and body, which may hold secrets. */
  @Override
  public String toString() {
    return "BoundedAnswer[" + status + "]";
  }
}
