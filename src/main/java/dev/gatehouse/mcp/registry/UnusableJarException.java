package dev.gatehouse.mcp.registry;

/** A jar on the class path offers what cannot be used. The message is one line for whoever started the server. */
public final class UnusableJarException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableJarException(String message, Throwable cause) {
    super(message, cause);
  }
}
