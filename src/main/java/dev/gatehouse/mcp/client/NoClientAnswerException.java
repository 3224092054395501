package dev.gatehouse.mcp.client;

/** A client was asked, and gave no answer that can be used: it refused, answered nonsense, was too slow, or is gone. */
public final class NoClientAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The reason may be told to the caller. */
  public NoClientAnswerException(String reason) {
    super(reason, null, false, false);
  }
}
