package dev.gatehouse.client;

/** A URL is not followed; the message says why, to be read after the URL. */
public final class RefusedTargetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedTargetException(String why) {
    super(why, null, false, false);
  }

  /** Why: {@code is on this computer, …}. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
