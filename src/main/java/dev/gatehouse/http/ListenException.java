package dev.gatehouse.http;

/** A server cannot listen where it was told to; the message is for the person who started it. */
public final class ListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int port;

  ListenException(int port, String message) {
    super(message, null, false, false);
    this.port = port;
  }

  /** The port that cannot be had. */
  public int port() {
    return port;
  }
}
