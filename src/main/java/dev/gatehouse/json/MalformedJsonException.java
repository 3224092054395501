package dev.gatehouse.json;

/** The bytes are not one strict JSON object. */
public final class MalformedJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String fault;

  MalformedJsonException(String fault) {
    super(fault, null, false, false);
    this.fault = fault;
  }

  /** What is wrong, in words that may go on the wire. */
  public String fault() {
    return fault;
  }
}
