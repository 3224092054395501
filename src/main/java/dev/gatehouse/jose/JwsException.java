package dev.gatehouse.jose;

/** A token is not the JWS that its reader takes. */
public final class JwsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final JwsFault fault;

  JwsException(JwsFault fault) {
    super(fault.name(), null, false, false);
    this.fault = fault;
  }

  public JwsFault fault() {
    return fault;
  }
}
