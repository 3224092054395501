package dev.gatehouse.token.verification;

/** A document that the issuer means, and that cannot be read here: it is of a version that is not known. */
final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableException(String message) {
    super(message);
  }
}
