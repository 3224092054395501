package dev.gatehouse.pem;

import java.io.IOException;

/** A file does not hold what it should. The message says what it holds instead, and never a part of a key. */
public final class PemException extends IOException {
  private static final long serialVersionUID = 1L;

  public PemException(String fault) {
    super(fault);
  }

  /** What is wrong with the file, in words for the one who named it. */
  public String fault() {
    return String.valueOf(getMessage());
  }
}
