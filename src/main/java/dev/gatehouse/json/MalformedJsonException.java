package dev.gatehouse.json;

/** The bytes are not one strict JSON object. */
public final class MalformedJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, for those who answer each in its own way. */
  public enum Kind {
    /** No JSON, or JSON that two readers could read in two ways. */
    NOT_JSON,
    /** JSON, but another value than an object. */
    NOT_AN_OBJECT,
    /** Deeper or larger than this server reads. */
    BEYOND_LIMITS
  }

  private final Kind kind;
  private final String fault;

  MalformedJsonException(Kind kind, String fault) {
    super(fault, null, false, false);
    this.kind = kind;
    this.fault = fault;
  }

  public Kind kind() {
    return kind;
  }

  /** What is wrong, in words that may go on the wire. */
  public String fault() {
    return fault;
  }
}
