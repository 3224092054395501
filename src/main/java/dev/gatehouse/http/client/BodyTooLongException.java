package dev.gatehouse.http.client;

import java.io.IOException;

/** A server answered with more than is read of it; CWE-770. */
public final class BodyTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLongException(int longest) {
    super("longer than " + longest + " bytes");
  }
}
