package dev.gatehouse.headless;

/** There is no token; the message says why, and what would help, to the person who asked for it. */
public final class TokenUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TokenUnavailableException(String message) {
    super(message, null, false, false);
  }
}
