package dev.gatehouse.console.run;

/** The four parties of the picture. */
public enum Lane {
  CLIENT("client"),
  BROWSER("browser"),
  AUTHORIZATION_SERVER("as"),
  RESOURCE_SERVER("rs");

  private final String wire;

  Lane(String wire) {
    this.wire = wire;
  }

  /** As it stands in the view and in the style sheet. */
  public String wire() {
    return wire;
  }
}
