package dev.gatehouse.http.server;

/** A server cannot listen where it was told to; the message is for the person who started it. */
public final class ListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean otherPortHelps;

  ListenException(String message, boolean otherPortHelps) {
    super(message, null, false, false);
    this.otherPortHelps = otherPortHelps;
  }

  /** Whether it is the port that cannot be had, and not the address. */
  public boolean otherPortHelps() {
    return otherPortHelps;
  }
}
