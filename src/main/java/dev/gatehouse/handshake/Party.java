package dev.gatehouse.handshake;

/** Which server decided. */
public enum Party {
  AUTHORIZATION_SERVER("as"),
  RESOURCE_SERVER("rs");

  private final String wire;

  Party(String wire) {
    this.wire = wire;
  }

  /** As it stands in the log. */
  public String wire() {
    return wire;
  }
}
