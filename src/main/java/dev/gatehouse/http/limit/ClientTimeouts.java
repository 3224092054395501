package dev.gatehouse.http.limit;

/**
 * How many seconds a client may take.
 *
 * @param firstHead from the connection to the end of the first request's head
 * @param nextHead from an answer to the end of the next request's head
 * @param body from the head to the end of the body
 * @param unread to read anything of what is being sent
 */
public record ClientTimeouts(int firstHead, int nextHead, int body, int unread) {
  /** A connection is kept for 60 seconds without a byte, so that the next head has some more. */
  public static final ClientTimeouts USUAL = new ClientTimeouts(10, 70, 30, 30);
}
