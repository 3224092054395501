package dev.gatehouse.token.signing;

import java.io.IOException;

/** A file holds no key that can sign. */
public final class KeyFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String fault;

  KeyFileException(String fault) {
    super(fault);
    this.fault = fault;
  }

  /** What would be right, and what the file holds instead, to be put behind the name of the setting; never a part of a key. */
  public String fault() {
    return fault;
  }
}
