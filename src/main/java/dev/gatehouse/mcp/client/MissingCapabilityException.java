package dev.gatehouse.mcp.client;

/** A client was to be asked for what it never said that it can do. */
public final class MissingCapabilityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Capability capability;

  public MissingCapabilityException(Capability capability) {
    super("the client cannot do " + capability.wire(), null, false, false);
    this.capability = capability;
  }

  public Capability capability() {
    return capability;
  }
}
