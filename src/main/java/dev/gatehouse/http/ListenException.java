package dev.gatehouse.http;

/** A server cannot listen where it was told to; the message is for the person who started it. */
public final class ListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ListenException(String message) {
    super(message, null, false, false);
  }
}
